import { sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import { deliverMail } from "@/lib/server/mail/deliver-mail";
import { purgeMailDeliveries } from "@/lib/server/mail/purge-mail-deliveries";
import type { Mail } from "@/lib/server/mail/request-mail";
import { MailError, type SendMail } from "@/lib/server/mail/send-mail";
import { withTransaction } from "@/lib/server/transaction";

const mail: Mail = { to: "a@example.com", subject: "Hello", paragraphs: ["Hello."], reason: "A test." };
const { signal } = new AbortController();
let test: TestDatabase;

beforeAll(async () => {
  test = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", test.url);
  resetEnvironment();
});
afterAll(async () => {
  await database().close();
  await test.close();
});

/** A mail service that counts, and fails as it is told to. */
function service(failures: readonly (Error | null)[] = []) {
  const keys: string[] = [];
  const send: SendMail = (_mail, { idempotencyKey }) => {
    const error = failures[keys.length] ?? null;
    keys.push(idempotencyKey);
    return error === null ? Promise.resolve({ providerId: "id-1" }) : Promise.reject(error);
  };
  return { send, calls: () => keys.length };
}

const unknown = () => new MailError("cut off", { outcome: "unknown", isRetryable: true });
const notSent = () => new MailError("not now", { outcome: "not_sent", isRetryable: true });

const record = async (key: string) => {
  const [row] = await withTransaction({ kind: "system", name: "test" }, (tx) =>
    tx.execute(sql`select calls, is_in_call, unknown_outcomes, sent_at is not null as is_sent, provider_id, last_error
      from mail_deliveries where event_id = ${key}`),
  );
  return row;
};

it("a mail that has left is not sent again", async () => {
  const key = uuidV7();
  const { send, calls } = service();
  expect(await deliverMail(send, key, mail, signal)).toBe("sent");
  expect(await deliverMail(send, key, mail, signal)).toBe("already");
  expect(calls()).toBe(1);
  expect(await record(key)).toMatchObject({
    calls: 1,
    is_in_call: false,
    is_sent: true,
    provider_id: "id-1",
  });
});

it("while the call runs, and after a crash in it, it is written down that it began", async () => {
  const key = uuidV7();
  let during: unknown;
  const crashing: SendMail = async () => {
    during = await record(key);
    throw new Error("the process is gone");
  };
  await expect(deliverMail(crashing, key, mail, signal)).rejects.toThrow("the process is gone");
  expect(during).toMatchObject({ calls: 1, is_in_call: true, is_sent: false });
  expect(await record(key)).toMatchObject({ calls: 1, is_in_call: true, is_sent: false });
});

it("a mail is not called for a fourth time when three calls ended without anybody learning how", async () => {
  const key = uuidV7();
  const { send, calls } = service([unknown(), unknown(), unknown()]);
  for (let tries = 0; tries < 3; tries += 1) {
    await expect(deliverMail(send, key, mail, signal)).rejects.toThrow("cut off");
  }
  await expect(deliverMail(send, key, mail, signal)).rejects.toMatchObject({ name: "PermanentError" });
  await expect(deliverMail(send, key, mail, signal)).rejects.toMatchObject({ name: "PermanentError" });
  expect(calls()).toBe(3);
  expect(await record(key)).toMatchObject({ calls: 3, unknown_outcomes: 3, is_sent: false });
});

it("calls that surely sent nothing do not count against it", async () => {
  const key = uuidV7();
  const { send, calls } = service([unknown(), notSent(), notSent(), notSent(), notSent()]);
  for (let tries = 0; tries < 5; tries += 1) {
    await expect(deliverMail(send, key, mail, signal)).rejects.toThrow();
  }
  expect(await deliverMail(send, key, mail, signal)).toBe("sent");
  expect(calls()).toBe(6);
  expect(await record(key)).toMatchObject({ unknown_outcomes: 1, is_sent: true, last_error: null });
});

it("what is known of a mail is forgotten thirty days after it left, not before and not when it did not", async () => {
  const keys = [uuidV7(), uuidV7(), uuidV7()];
  const [old = "", young = "", never = ""] = keys;
  await withTransaction({ kind: "system", name: "test" }, (tx) =>
    tx.execute(sql`insert into mail_deliveries (event_id, sent_at, started_at) values
      (${old}, now() - interval '31 days', now()), (${young}, now() - interval '29 days', now()),
      (${never}, null, now() - interval '90 days')`),
  );
  expect(await purgeMailDeliveries()).toBe(1);
  expect(await Promise.all(keys.map(record))).toEqual([undefined, expect.anything(), expect.anything()]);
});

it("what trying again cannot mend is said to be so, and a named moment is passed on", async () => {
  const refused = new MailError("no such sender", { outcome: "not_sent", isRetryable: false });
  const limited = new MailError("slower", {
    outcome: "not_sent",
    isRetryable: true,
    retryAtMs: 4_000_000_000_000,
  });
  const { send } = service([refused, limited]);
  const key = uuidV7();
  await expect(deliverMail(send, key, mail, signal)).rejects.toMatchObject({ name: "PermanentError" });
  await expect(deliverMail(send, key, mail, signal)).rejects.toMatchObject({
    name: "RetryLaterError",
    retryAtMs: 4_000_000_000_000,
  });
});
