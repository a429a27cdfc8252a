import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { resetEnvironment } from "@/lib/server/env";
import { type KeptMail, keepInFolder } from "@/lib/server/mail/mail-folder";
import DevMailPage from "./page";

vi.mock("next/server", () => ({ connection: () => Promise.resolve() }));

const dataDir = mkdtempSync(path.join(tmpdir(), "hi-dev-mail-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

function environment(values: Readonly<Record<string, string>>): void {
  vi.unstubAllEnvs();
  const all = { DATABASE_URL: "postgres://unused", DATA_DIR: dataDir, ...values };
  for (const [name, value] of Object.entries(all)) vi.stubEnv(name, value);
  resetEnvironment();
}

it.each([
  ["the database is not the embedded one", { EMBEDDED: "no" }],
  ["nobody says that it is", {}],
  ["others reach the machine's door", { EMBEDDED: "yes", HOST: "0.0.0.0" }],
  [
    "a mail service carries the mails",
    { EMBEDDED: "yes", SENDGRID_API_KEY: "SG.x", MAIL_FROM: "a@example.com" },
  ],
])("/dev/mail answers 404 when %s", async (_when, values) => {
  environment(values);
  // What Next turns into the status.
  await expect(DevMailPage()).rejects.toMatchObject({ digest: "NEXT_HTTP_ERROR_FALLBACK;404" });
});

it("/dev/mail shows the mails of the embedded default, newest first", async () => {
  environment({ EMBEDDED: "yes" });
  expect((await DevMailPage()).props).toEqual({ mails: [], count: 0 });
  const send = keepInFolder(path.join(dataDir, "mail"));
  const signal = new AbortController().signal;
  const ids = ["019a0000-0000-7000-8000-000000000001", "019a0000-0001-7000-8000-000000000000"];
  for (const [place, id] of ids.entries()) {
    const mail = { to: "a@example.com", subject: `mail ${place}`, paragraphs: ["Hello."], reason: "A test." };
    await send(mail, { idempotencyKey: id, signal });
  }
  const { mails, count }: { mails: readonly KeptMail[]; count: number } = (await DevMailPage()).props;
  expect(count).toBe(2);
  expect(mails.map(({ mail }) => mail.subject)).toEqual(["mail 1", "mail 0"]);
});
