import { sql } from "drizzle-orm";
import { withTransaction } from "@/lib/server/transaction";
import { ledgerActor, type Written } from "./ledger-writers";

export interface Expected extends Written {
  /** Events that were planted to become dead letters, with the consumer that cannot handle them. */
  readonly poison: readonly { readonly eventId: string; readonly consumer: string }[];
}

/** Whether all that is on its way has arrived: nothing pending, nothing in flight, no run under way. */
export async function isSettled(): Promise<boolean> {
  const [row] = await ask<{ open: number }>(`
    select (select count(*) from event_outbox where state in (0, 1))
      + (select count(*) from inngest_run where status = 'running') as open`);
  return Number(row?.open) === 0;
}

/** What the settled ledger breaks of what was promised, each in a sentence; empty when it keeps all of it. */
export async function brokenPromises({ acknowledged, unknown, poison }: Expected): Promise<string[]> {
  const [sums] = await ask<{
    source: number;
    projected: number;
    dead: number;
    pending: number;
    leased: number;
  }>(`
    select (select sum(n)::int from ledger) as source,
      (select sum(n)::int from ledger_projection) as projected,
      (select count(distinct o.event_id)::int from event_outbox o join event_dlq d using (event_id)
        where o.type = 'ledger.raised' and not exists (
          select 1 from ledger_applied a where a.event_id = o.event_id)) as dead,
      (select count(*)::int from event_outbox where state in (0, 1)) as pending,
      (select count(*)::int from inngest_job where lease_token is not null) as leased`);
  if (sums === undefined) throw new Error("the ledger answered nothing");
  const { source, projected, dead, pending, leased } = sums;
  const twice = await ask<{ event_id: string; times: number }>(
    "select event_id, count(*)::int as times from ledger_applied group by event_id having count(*) > 1",
  );
  const letters = await ask<{ event_id: string; consumer: string }>(
    "select event_id, consumer from event_dlq",
  );
  const named = (list: readonly { eventId: string; consumer: string }[]) =>
    list
      .map(({ eventId, consumer }) => `${eventId} at ${consumer}`)
      .sort()
      .join(", ");
  const expectedLetters = named(poison);
  const foundLetters = named(
    letters.map((letter) => ({ eventId: letter.event_id, consumer: letter.consumer })),
  );
  return [
    projected === source - dead
      ? null
      : `the projection adds up to ${projected}, the source to ${source - dead}`,
    source >= acknowledged && source <= acknowledged + unknown
      ? null
      : `the source adds up to ${source}, with ${acknowledged} acknowledged writes and ${unknown} of unknown end`,
    ...twice.map(({ event_id, times }) => `event ${event_id} had its effect ${times} times`),
    ...(await brokenOrders()),
    pending === 0 ? null : `${pending} events are pending or in flight`,
    leased === 0 ? null : `${leased} jobs are leased`,
    expectedLetters === foundLetters ? null : `dead letters: ${foundLetters}; planted: ${expectedLetters}`,
  ].filter((sentence) => sentence !== null);
}

/** Accounts whose versions did not leave the outbox as 1, 2, 3 ... up to the account's; repetitions apart. */
async function brokenOrders(): Promise<string[]> {
  const rows = await ask<{ account: number; version: number }>(`
    select account, version from (
      select account, version, min(id) as first from ledger_handed group by account, version) as firsts
    order by first`);
  const poisoned = await ask<{ account: number; version: number }>(`
    select aggregate_id::int as account, aggregate_version as version from event_outbox
    where type = 'ledger.raised' and state = 3`);
  const never = new Set(poisoned.map(({ account, version }) => `${account}/${version}`));
  const next = new Map<number, number>();
  const broken: string[] = [];
  for (const { account, version } of rows) {
    let expected = next.get(account) ?? 1;
    while (never.has(`${account}/${expected}`)) expected += 1;
    if (version !== expected)
      broken.push(`account ${account}: version ${version} left where ${expected} was due`);
    next.set(account, version + 1);
  }
  return broken;
}

function ask<Row extends Record<string, unknown>>(query: string): Promise<Row[]> {
  return withTransaction(ledgerActor, async (tx) => [...(await tx.execute(sql.raw(query)))] as Row[]);
}
