import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { v7 as uuidV7 } from "uuid";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { Sql } from "@/db/client";
import { type FilledPerson, fillCompany, fillPerson } from "@/db/testing/fill-tables";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { eraseOwnAccount } from "@/lib/modules/auth/privacy/erase-person";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import { keepInFolder } from "@/lib/server/mail/mail-folder";
import { type Mail, requestMail } from "@/lib/server/mail/request-mail";
import { openSecret } from "@/lib/server/secrets/envelope";
import { userViewer } from "@/lib/server/testing/viewers";
import { withTransaction } from "@/lib/server/transaction";

const dataDir = mkdtempSync(path.join(tmpdir(), "hashinsight-erased-"));
const system = { kind: "system", name: "test" } as const;
const { signal } = new AbortController();
let test: TestDatabase;
/** As the owner of the tables, who sees all rows. */
let all: Sql;
let person: FilledPerson;
let other: FilledPerson;

beforeAll(async () => {
  test = await createTestDatabase();
  all = postgres(test.directUrl, { max: 1, onnotice: () => {} });
  vi.stubEnv("DATABASE_URL", test.url);
  vi.stubEnv("OUTBOX_NOTIFY", "off");
  vi.stubEnv("DATA_DIR", dataDir);
  resetEnvironment();
  const company = await fillCompany(test.sql, "firm", { isSealed: false });
  person = await fillPerson(test.sql, company, { word: "erasee", role: "customer" });
  other = await fillPerson(test.sql, company, { word: "remains", role: "owner" });
});
afterAll(async () => {
  await all.end();
  await database().close();
  await test.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const mailTo = (to: string, text: string): Mail => ({
  to,
  subject: text,
  paragraphs: [text],
  reason: "A test.",
});

/** Asks for a mail and says what became of it. @returns the id of its event. */
async function requested(subject: string, to: string, state: number, text = ""): Promise<string> {
  await withTransaction(system, (tx) => requestMail(tx, system, mailTo(to, `${subject} ${text}`)));
  const [row] = await all<{ event_id: string }[]>`
    update event_outbox set state = ${state}
    where id = (select max(id) from event_outbox where type = 'mail.requested') returning event_id`;
  return row?.event_id ?? "";
}

/** What still stands in envelopes, each "table: subject" once; "empty" for those without. */
async function letters(): Promise<string[]> {
  const rows = await all<{ source: string; mail_id: string; envelope: string }[]>`
    select 'outbox' as source, payload ->> 'mailId' as mail_id, payload ->> 'envelope' as envelope from event_outbox
      where type = 'mail.requested'
    union all select 'dlq', payload ->> 'mailId', payload ->> 'envelope' from event_dlq where payload ? 'envelope'
    union all select 'engine', p ->> 'mailId', p ->> 'envelope' from (
      select coalesce(data -> 'payload', data #> '{event,data,payload}') as p from inngest_event) as events`;
  return rows
    .map(({ source, mail_id, envelope }) => {
      if (envelope === "") return `${source}: empty`;
      const mail: Mail = JSON.parse(openSecret(envelope, `event_outbox.payload:${mail_id}`));
      return `${source}: ${mail.subject.split(" ")[0]}`;
    })
    .sort();
}

it("an erasure empties the envelopes of all mails to the person, and of those that named them and have left", async () => {
  const done = await requested("sent", person.email, 2);
  await requested("waiting", person.email.toUpperCase(), 0);
  await requested("newAddress", `new.${person.email}`, 0);
  await requested("toldOwner", other.email, 2, `Person ${person.word} accepted.`);
  await requested("onItsWay", other.email, 0, `Person ${person.word} accepted.`);
  const foreign = await requested("foreign", other.email, 2, "erasees and others");
  for (const id of [done, foreign]) {
    await all`
      insert into event_dlq (event_id, consumer, payload, error, attempts, first_seen, last_seen)
      select event_id, 'mail.send', payload, 'down', 20, now(), now() from event_outbox where event_id = ${id}`;
    await all`
      insert into inngest_event (id, name, data, ts_ms, received_at)
      select event_id::text, type, jsonb_build_object('eventId', event_id, 'payload', payload), 1, now()
      from event_outbox where event_id = ${id}`;
    await all`
      insert into inngest_event (id, name, data, ts_ms, received_at)
      select ${uuidV7()}, 'inngest/function.failed', jsonb_build_object('event', jsonb_build_object('name', name, 'data', data)), 1, now()
      from inngest_event where id = ${id}`;
  }
  const viewer = userViewer({ userId: person.userId, orgId: person.orgId, role: person.role });
  await eraseOwnAccount(viewer, { email: person.email });
  expect(await letters()).toEqual([
    "dlq: empty",
    "dlq: foreign",
    "engine: empty",
    "engine: empty",
    "engine: foreign",
    "engine: foreign",
    "outbox: empty",
    "outbox: empty",
    "outbox: empty",
    "outbox: empty",
    "outbox: foreign",
    "outbox: onItsWay",
  ]);
});

it("an erasure takes mails that nobody carried out of their folder", async () => {
  const company = await fillCompany(test.sql, "second", { isSealed: false });
  const leaving = await fillPerson(test.sql, company, { word: "leaving", role: "customer" });
  const send = keepInFolder(path.join(dataDir, "mail"));
  const [theirs, foreign] = [uuidV7(), uuidV7()];
  await send(mailTo(leaving.email, "Hello."), { idempotencyKey: theirs, signal });
  await send(mailTo(other.email, "Hello."), { idempotencyKey: foreign, signal });
  const viewer = userViewer({ userId: leaving.userId, orgId: leaving.orgId, role: leaving.role });
  await eraseOwnAccount(viewer, { email: leaving.email });
  expect(readdirSync(path.join(dataDir, "mail")).sort()).toEqual([`${foreign}.eml`, `${foreign}.json`]);
});
