import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { changeEvents, type EventsScope, inScope } from "@/lib/modules/events/events-scope";
import type { DiscardInput, LettersInput } from "@/lib/modules/events/schema";
import { audit } from "@/lib/server/audit/audit";
import { env } from "@/lib/server/env";
import { AppError } from "@/lib/server/errors";
import { publishChange } from "@/lib/server/live/publish-change";
import { outboxChannel } from "@/lib/server/outbox/outbox";
import { authorizeUser, type UserViewer, type Viewer } from "@/lib/server/viewer";

/**
 * Has open dead letters handled once more. Each event is written into the outbox again under its own event id, so that
 * whoever handled it before skips it. Those that fail again are open again.
 *
 * @returns how many letters were taken up.
 * @throws AppError `not_found` when a named one is not open or not of the company: none is replayed then.
 */
export async function replayDeadLetters(
  actor: Viewer,
  { letters }: LettersInput,
): Promise<{ readonly replayed: number }> {
  const user = authorizeUser(actor, "events:retry");
  const replayed = await changeEvents(user, async (tx, scope) => {
    const taken = await resolve(tx, scope, letters, "replayed");
    if (taken.length === 0) return 0;
    await tx.execute(sql`
      insert into event_outbox (event_id, org_id, aggregate_type, aggregate_id, aggregate_version, type, payload, actor,
        created_at, next_at, replay_of)
      select distinct on (o.event_id) o.event_id, o.org_id, o.aggregate_type, o.aggregate_id, o.aggregate_version, o.type,
        o.payload, o.actor, app_now(), app_now(), o.id
      from event_outbox o
      where o.event_id in (select jsonb_array_elements_text(${idsOf(taken)}::jsonb)::uuid)
      order by o.event_id, o.id`);
    if (env().OUTBOX_NOTIFY === "on") await tx.execute(sql`select pg_notify(${outboxChannel}, '')`);
    await note(tx, user, "events.dead_letters_replayed", taken, null);
    return taken.length;
  });
  return { replayed };
}

/**
 * Gives open dead letters up for good. They stay readable, with who gave them up and why in the audit trail.
 *
 * @returns how many letters were given up.
 * @throws AppError `not_found` when a named one is not open or not of the company: none is given up then.
 */
export async function discardDeadLetters(
  actor: Viewer,
  { letters, reason }: DiscardInput,
): Promise<{ readonly discarded: number }> {
  const user = authorizeUser(actor, "events:discard");
  const discarded = await changeEvents(user, async (tx, scope) => {
    const taken = await resolve(tx, scope, letters, `discarded: ${reason}`);
    if (taken.length > 0) await note(tx, user, "events.dead_letters_discarded", taken, reason);
    return taken.length;
  });
  return { discarded };
}

interface LetterKey extends Record<string, unknown> {
  readonly eventId: string;
  readonly consumer: string;
}

async function resolve(
  tx: Transaction,
  scope: EventsScope,
  wanted: LettersInput["letters"],
  resolution: string,
): Promise<readonly LetterKey[]> {
  const named: SQL =
    wanted === "all"
      ? sql``
      : sql`and (d.event_id, d.consumer) in (
          select (l ->> 'eventId')::uuid, l ->> 'consumer' from jsonb_array_elements(${JSON.stringify(wanted)}::jsonb) l)`;
  const taken = await tx.execute<LetterKey>(sql`
    update event_dlq d set resolved_at = app_now(), resolution = ${resolution}
    where d.resolved_at is null ${named}
      and exists (select from event_outbox o where o.event_id = d.event_id and ${inScope(scope, sql`o.org_id`)})
    returning d.event_id as "eventId", d.consumer`);
  if (wanted === "all") return taken;
  const missing = wanted.find(
    ({ eventId, consumer }) =>
      !taken.some((letter) => letter.eventId === eventId && letter.consumer === consumer),
  );
  if (missing === undefined) return taken;
  throw new AppError(
    "not_found",
    `There is no open dead letter of event ${missing.eventId} and ${missing.consumer}.`,
  );
}

const idsOf = (letters: readonly LetterKey[]): string =>
  JSON.stringify([...new Set(letters.map(({ eventId }) => eventId))]);

async function note(
  tx: Transaction,
  user: UserViewer,
  action: string,
  taken: readonly LetterKey[],
  reason: string | null,
): Promise<void> {
  const letters = taken.slice(0, 100).map(({ eventId, consumer }) => ({ eventId, consumer }));
  await audit(tx, user, {
    action,
    object: { kind: "dead_letters", id: taken[0]?.eventId ?? "" },
    before: null,
    after: { count: taken.length, letters, ...(reason === null ? {} : { reason }) },
  });
  await publishChange(tx, { topic: "events", orgId: user.orgId });
}
