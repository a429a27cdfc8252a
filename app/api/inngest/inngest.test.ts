import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { signedRequest } from "@/inngest/embedded/sign-call";
import { toEngineEvent } from "@/inngest/engine-event";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import { readMailFolder } from "@/lib/server/mail/mail-folder";
import { requestMail } from "@/lib/server/mail/request-mail";
import { claimDue } from "@/lib/server/outbox/claim";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor } from "@/lib/server/viewer";
import { GET, POST, PUT } from "./route";

const system: Actor = { kind: "system", name: "test" };
const signingKey = "signkey-prod-0123456789abcdef";
const address = "http://127.0.0.1:3000/api/inngest";
const dataDir = mkdtempSync(path.join(tmpdir(), "hi-inngest-"));
let test: TestDatabase;

function useEngine(isOutside: boolean): void {
  vi.stubEnv("INNGEST_EVENT_KEY", isOutside ? "event-key" : "");
  vi.stubEnv("INNGEST_SIGNING_KEY", isOutside ? signingKey : "");
  resetEnvironment();
}

beforeAll(async () => {
  test = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", test.url);
  vi.stubEnv("DATA_DIR", dataDir);
  // What would make the SDK check no signature, were it asked.
  vi.stubEnv("INNGEST_DEV", "1");
  vi.stubEnv("INNGEST_ENABLE_UNAUTHED_SYNC", "true");
});
afterAll(async () => {
  await database().close();
  await test.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const inBand = { "x-inngest-sync-kind": "in_band" };
const sync = (key: string) =>
  signedRequest({ method: "PUT", headers: inBand, body: { url: address }, signingKey: key });

describe("while the functions run in the worker", () => {
  it("there is nothing at the engine's address, signed or not", async () => {
    useEngine(false);
    const answers = [
      await GET(new Request(address)),
      await POST(signedRequest({ method: "POST", body: {} })),
      await PUT(sync(signingKey)),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
  });
});

describe("with an engine elsewhere", () => {
  it("nobody is answered without the engine's signature, whatever the environment says of development", async () => {
    useEngine(true);
    const body = JSON.stringify({ url: address });
    const answers = [
      await GET(new Request(address)),
      await POST(new Request(`${address}?fnId=hashinsight-mail-send&stepId=step`, { method: "POST", body })),
      await PUT(new Request(address, { method: "PUT", body })),
      await PUT(new Request(address, { method: "PUT", body, headers: inBand })),
      await PUT(sync("signkey-prod-somebody-elses")),
      await POST(
        signedRequest({
          method: "POST",
          query: { fnId: "hashinsight-mail-send", stepId: "step" },
          body: {},
          signingKey: "signkey-prod-somebody-elses",
        }),
      ),
    ];
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 401]);
  });

  it("the engine learns of all functions, each with its retries", async () => {
    useEngine(true);
    const answer = await PUT(sync(signingKey));
    expect(answer.status).toBe(200);
    const { app_id, functions } = await answer.json();
    expect(app_id).toBe("hashinsight");
    expect(functions.length).toBeGreaterThan(5);
    for (const { id, steps } of functions)
      expect([id, Number.isInteger(steps.step.retries?.attempts)]).toEqual([id, true]);
  });

  it("a call of the engine runs the function: the mail of the event leaves, and a second call sends none", async () => {
    useEngine(true);
    const mail = { to: "person@example.com", subject: "Hello", paragraphs: ["Hello."], reason: "A test." };
    await withTransaction(system, (tx) => requestMail(tx, system, mail));
    const [record] = await claimDue(1, 30);
    if (record === undefined) throw new Error("nothing was claimed");
    const { id, name, data, ts } = toEngineEvent(record);
    const event = { id, name, data, ts, user: {} };
    // As the Inngest server sends it (its SDK_SPEC.md, 4.3, and what SDK 4.24 was seen to take).
    const call = () =>
      POST(
        signedRequest({
          method: "POST",
          query: { fnId: "hashinsight-mail-send", stepId: "step" },
          headers: { "x-run-id": "01JD0000000000000000000000" },
          body: {
            version: -1,
            event,
            events: [event],
            steps: {},
            use_api: false,
            ctx: {
              run_id: "01JD0000000000000000000000",
              attempt: 0,
              max_attempts: 10,
              disable_immediate_execution: false,
              use_api: false,
              stack: { stack: [], current: 0 },
            },
          },
          signingKey,
        }),
      );
    const outcomes = [await (await call()).json(), await (await call()).json()];
    expect(outcomes).toEqual([{ outcome: "done" }, { outcome: "already" }]);
    const { mails } = await readMailFolder(path.join(dataDir, "mail"), 10);
    expect(mails.map((kept) => kept.mail.subject)).toEqual(["Hello"]);
  });
});
