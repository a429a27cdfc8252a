import "server-only";
import { createHmac } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import {
  freshThrottle,
  nextAttempt,
  type ThrottlePolicy,
  type ThrottleState,
  throttlePolicies,
  waitMs,
} from "@/lib/domain/sign-in/login-throttle";
import { AppError } from "@/lib/server/errors";
import { networkOf } from "@/lib/server/network-of";
import { keysFor } from "@/lib/server/secrets/key-ring";
import { withTransaction } from "@/lib/server/transaction";
import type { RequestFacts } from "@/lib/server/viewer";

interface Counter {
  readonly key: string;
  readonly policy: ThrottlePolicy;
}

/**
 * Lets one try to prove who one is go on, and writes it down as failed: before anything is compared, under locks on its
 * counters, so that tries made at once count like tries made one after the other. PostgreSQL alone decides.
 *
 * @param accountKey what the try is about, the same text for the same account, whether it exists or not: what was typed
 * in lower case, `totp:<user id>`, ...
 * @throws AppError `limited` with the seconds to wait; such a try is not heard and not counted.
 */
export async function guardAttempt(request: RequestFacts, accountKey: string): Promise<void> {
  const waitsMs = await withTransaction({ kind: "system", name: "sign-in", request }, async (tx) => {
    const counters = countersOf(request, accountKey);
    const { states, nowMs } = await lockStates(tx, counters);
    const waits = counters.map(({ key, policy }) =>
      waitMs(stateOf(states, key, nowMs, policy), nowMs, policy),
    );
    const longestMs = Math.max(...waits);
    if (longestMs === 0) await write(tx, counters, states, nowMs, "failed");
    return longestMs;
  });
  if (waitsMs === 0) return;
  const retryAfterSeconds = Math.ceil(waitsMs / 1000);
  throw new AppError("limited", `Too many tries. Try again in ${waitInWords(retryAfterSeconds)}.`, {
    retryAfterSeconds,
  });
}

/** Says that the try written down by `guardAttempt` was a success. */
export function forgiveAttempt(request: RequestFacts, accountKey: string): Promise<void> {
  return withTransaction({ kind: "system", name: "sign-in", request }, async (tx) => {
    const counters = countersOf(request, accountKey);
    const { states, nowMs } = await lockStates(tx, counters);
    await write(tx, counters, states, nowMs, "succeeded");
  });
}

/** In the order of their keys, so that no two tries wait for each other's locks in a circle. */
function countersOf({ address }: RequestFacts, accountKey: string): readonly Counter[] {
  const network = networkOf(address);
  const { account, accountFromAddress, address: addressPolicy } = throttlePolicies;
  const counters: Counter[] = [
    { key: keyOf("account", accountKey), policy: account },
    { key: keyOf("accountFromAddress", accountKey, network), policy: accountFromAddress },
    { key: keyOf("address", network), policy: addressPolicy },
  ];
  return counters.sort((one, other) => (one.key < other.key ? -1 : 1));
}

function keyOf(policy: string, ...parts: readonly string[]): string {
  const [{ key }] = keysFor("throttle");
  return `${policy}:${createHmac("sha256", key).update(JSON.stringify(parts)).digest("base64url")}`;
}

interface StateRow extends Record<string, unknown> {
  readonly key: string;
  readonly tokens: number;
  readonly delays: number;
  readonly counted_at_ms: string;
  readonly open_at_ms: string;
}

/** Makes the counters that are not there and locks all; the moment is read once the locks are held. */
async function lockStates(tx: Transaction, counters: readonly Counter[]) {
  const fresh = counters.map(({ key, policy }) => sql`(${key}, ${policy.triesMax}::float8, 0, 0, 0)`);
  const rows = await tx.execute<StateRow>(sql`
    insert into login_throttles as t (key, tokens, delays, counted_at_ms, open_at_ms)
    values ${sql.join(fresh, sql`, `)}
    on conflict (key) do update set key = t.key
    returning key, tokens, delays, counted_at_ms, open_at_ms`);
  // The time of the transaction's begin lies before the tries that this one waited for.
  const [clock] = await tx.execute<{ now_ms: string }>(sql`
    select floor(extract(epoch from clock_timestamp() + (app_now() - now())) * 1000)::bigint as now_ms`);
  const states = new Map<string, ThrottleState>(
    rows.map((row) => [
      row.key,
      {
        tokens: row.tokens,
        delays: row.delays,
        countedAtMs: Number(row.counted_at_ms),
        openAtMs: Number(row.open_at_ms),
      },
    ]),
  );
  return { states, nowMs: Number(clock?.now_ms) };
}

function stateOf(
  states: ReadonlyMap<string, ThrottleState>,
  key: string,
  nowMs: number,
  policy: ThrottlePolicy,
): ThrottleState {
  return states.get(key) ?? freshThrottle(nowMs, policy);
}

async function write(
  tx: Transaction,
  counters: readonly Counter[],
  states: ReadonlyMap<string, ThrottleState>,
  nowMs: number,
  outcome: "failed" | "succeeded",
): Promise<void> {
  const rows = counters.map(({ key, policy }) => {
    const next = nextAttempt(stateOf(states, key, nowMs, policy), nowMs, outcome, policy);
    return sql`(${key}, ${next.tokens}::float8, ${next.delays}::int, ${next.countedAtMs}::bigint, ${next.openAtMs}::bigint)`;
  });
  await tx.execute(sql`
    update login_throttles t
    set tokens = v.tokens, delays = v.delays, counted_at_ms = v.counted_at_ms, open_at_ms = v.open_at_ms
    from (values ${sql.join(rows, sql`, `)}) as v (key, tokens, delays, counted_at_ms, open_at_ms)
    where t.key = v.key`);
}

function waitInWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? "a second" : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}
