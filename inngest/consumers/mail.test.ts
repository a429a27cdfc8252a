import { v7 as uuidV7 } from "uuid";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import type { Mail } from "@/lib/server/mail/request-mail";
import { requestMail } from "@/lib/server/mail/request-mail";
import { claimDue } from "@/lib/server/outbox/claim";
import type { OutboxRecord } from "@/lib/server/outbox/outbox-record";
import { sealSecret } from "@/lib/server/secrets/envelope";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor } from "@/lib/server/viewer";
import { mailConsumer } from "./mail";

const system: Actor = { kind: "system", name: "test" };
const mail: Mail = {
  to: "person@example.com",
  subject: "Reset your password",
  paragraphs: ["Hello."],
  action: { label: "Reset", url: "https://mine.example.com/reset/very-secret-token" },
  reason: "A test.",
};
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

async function requested(): Promise<OutboxRecord> {
  await withTransaction(system, (tx) => requestMail(tx, system, mail));
  const [record] = await claimDue(1, 30);
  if (record === undefined) throw new Error("nothing was claimed");
  return record;
}

function carrier() {
  const sent: { mail: Mail; key: string }[] = [];
  const consumer = mailConsumer((taken, { idempotencyKey }) => {
    sent.push({ mail: taken, key: idempotencyKey });
    return Promise.resolve({ providerId: null });
  });
  return { consumer, sent };
}

it("sends the mail that was asked for, once, with the event's id as its key", async () => {
  const record = await requested();
  const { consumer, sent } = carrier();
  await consumer.deliver(record, signal);
  await consumer.deliver(record, signal);
  expect(sent).toEqual([{ mail, key: record.eventId }]);
});

it("the outbox holds neither the address nor the link of a mail in the clear", async () => {
  const text = JSON.stringify(await requested());
  expect(text).not.toContain("person@example.com");
  expect(text).not.toContain("very-secret-token");
});

it("an envelope that was made for another mail does not open, and nothing is sent", async () => {
  const [one, other] = [await requested(), await requested()];
  const { consumer, sent } = carrier();
  const swapped = { ...one, payload: { ...Object(one.payload), envelope: Object(other.payload).envelope } };
  await expect(consumer.deliver(swapped, signal)).rejects.toThrow();
  expect(sent).toEqual([]);
});

it("an envelope that holds no mail is given up at once", async () => {
  const mailId = uuidV7();
  const envelope = sealSecret(`{"to":"nobody"}`, `event_outbox.payload:${mailId}`);
  const record = { ...(await requested()), payload: { mailId, envelope } };
  await expect(carrier().consumer.deliver(record, signal)).rejects.toMatchObject({ name: "PermanentError" });
});

it("an envelope that was emptied sends nothing, and its event is handled", async () => {
  const record = await requested();
  const { consumer, sent } = carrier();
  const emptied = { ...record, payload: { ...Object(record.payload), envelope: "" } };
  expect(await consumer.deliver(emptied, signal)).toBe("done");
  expect(await consumer.deliver(emptied, signal)).toBe("already");
  expect(sent).toEqual([]);
});
