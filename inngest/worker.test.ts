import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { database } from "@/lib/server/database";
import { env, resetEnvironment } from "@/lib/server/env";
import { readMailFolder } from "@/lib/server/mail/mail-folder";
import { requestMail } from "@/lib/server/mail/request-mail";
import { withTransaction } from "@/lib/server/transaction";
import { bundleTools } from "../scripts/launcher/build.mjs";

const root = path.resolve(import.meta.dirname, "..");
const dataDir = mkdtempSync(path.join(tmpdir(), "hi-worker-"));
const mails = path.join(dataDir, "mail");
let test: TestDatabase;
let tools = "";
const running: ChildProcess[] = [];

beforeAll(async () => {
  test = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", test.url);
  resetEnvironment();
  mkdirSync(path.join(root, ".test"), { recursive: true });
  tools = mkdtempSync(path.join(root, ".test", "tools-"));
  await bundleTools(root, root, tools);
});
afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
});
afterAll(async () => {
  await database().close();
  await test.close();
  for (const folder of [tools, dataDir]) rmSync(folder, { recursive: true, force: true });
});

interface Worker {
  readonly child: ChildProcess;
  readonly ready: Promise<unknown>;
  readonly ended: Promise<number | NodeJS.Signals | null>;
  readonly said: () => string;
}

function startWorker(more: Readonly<Record<string, string>> = {}): Worker {
  const child = spawn(process.execPath, [path.join(tools, "worker.mjs")], {
    env: {
      NODE_ENV: "production",
      SECRET_KEYS: env().SECRET_KEYS,
      PROCESS: "worker",
      DATABASE_URL: test.url,
      DATABASE_LISTEN_URL: test.url,
      DATA_DIR: dataDir,
      LOG_LEVEL: "info",
      // No schedule of the market asks anybody outside.
      MARKET_PROVIDERS: "off",
      ...more,
    },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  running.push(child);
  let said = "";
  child.stdout?.on("data", (chunk) => {
    said += chunk;
  });
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ?? code));
  });
  const ready = new Promise((resolve, reject) => {
    child.once("message", resolve);
    void ended.then((how) => reject(new Error(`the worker ended with ${how}: ${said}`)));
  });
  // Not every test waits for it.
  ready.catch(() => {});
  return { child, ready, ended, said: () => said };
}

const ask = (subject: string) =>
  withTransaction({ kind: "system", name: "test" }, (tx) =>
    requestMail(
      tx,
      { kind: "system", name: "test" },
      {
        to: "person@example.com",
        subject,
        paragraphs: ["Hello."],
        reason: "A test asked for it.",
      },
    ),
  );

const subjects = async () => (await readMailFolder(mails, 1000)).mails.map(({ mail }) => mail.subject).sort();

it("says that it is ready, delivers what was asked for, and ends at once when told to", async () => {
  await ask("before the start");
  const worker = startWorker();
  expect(await worker.ready).toBe("ready");
  await ask("after the start");
  await vi.waitFor(
    async () => expect(await subjects()).toEqual(["after the start", "before the start"]),
    10_000,
  );
  worker.child.kill("SIGTERM");
  expect(await worker.ended).toBe(0);
});

it("ends when the launcher is gone", async () => {
  const worker = startWorker();
  await worker.ready;
  worker.child.disconnect();
  expect(await worker.ended).toBe(0);
});

it.each([
  ["SECRET_KEYS", "", /SECRET_KEYS is missing/],
  ["SENDGRID_API_KEY", "SG.test", /MAIL_FROM is missing/],
])("does not start on a wrong %s, and says why", async (name, value, reason) => {
  const worker = startWorker({ [name]: value });
  expect(await worker.ended).toBe(1);
  expect(worker.said()).toMatch(reason);
});

it("loses and doubles no mail when workers are killed in the midst of them", async () => {
  rmSync(mails, { recursive: true, force: true });
  const wanted: string[] = [];
  for (let kills = 0; kills < 3; kills += 1) {
    for (let place = 0; place < 20; place += 1) {
      const subject = `mail ${kills} ${String(place).padStart(2, "0")}`;
      wanted.push(subject);
      await ask(subject);
    }
    const before = countMails();
    const worker = startWorker();
    await worker.ready;
    await vi.waitFor(() => expect(countMails()).toBeGreaterThan(before), { timeout: 10_000, interval: 1 });
    worker.child.kill("SIGKILL");
    await worker.ended;
  }
  // What the killed ones had claimed is free when their leases end; nobody need wait half a minute for that here.
  await test.sql.begin(async (tx) => {
    await tx`select set_config('hi.viewer', 'system', true)`;
    await tx`update inngest_job set lease_until = now() - interval '1 second' where lease_token is not null`;
  });
  await Promise.all([startWorker().ready, startWorker().ready]);
  await vi.waitFor(async () => expect(await subjects()).toEqual(wanted), 20_000);
  await vi.waitFor(async () => expect(await unfinished()).toEqual([]), 20_000);
});

/** Events and mails of which somebody still believes that they are under way. */
const unfinished = () =>
  test.sql.begin(async (tx) => {
    await tx`select set_config('hi.viewer', 'system', true)`;
    const rows = await tx`
      select event_id::text from event_outbox where state <> 2
      union select event_id::text from mail_deliveries where sent_at is null or is_in_call
      union select event_id from inngest_run where status <> 'completed'`;
    return [...rows];
  });

const countMails = () => {
  try {
    return readdirSync(mails).filter((name) => name.endsWith(".json")).length;
  } catch {
    return 0; // None was written yet.
  }
};
