import "server-only";
import { desc, isNotNull, type SQL, sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import type { Transaction } from "@/db/client";
import { networkSnapshots } from "@/db/schema/market";
import { publishChange } from "@/lib/server/live/publish-change";
import { outbox } from "@/lib/server/outbox/outbox";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor } from "@/lib/server/viewer";
import { marketPriceChanged } from "../events";
import { toDecimal } from "../to-decimal";
import { type Limits, requireSystem, throwIfAny, withinLimits } from "./observation-limits";

/** One figure as a provider told it. */
export interface ObservedFigure {
  readonly value: number;
  readonly source: string;
}

/** What providers told at one moment; a figure nobody told is null. */
export interface NetworkObservation {
  readonly observedAtMs: number;
  readonly btcPriceUsd: ObservedFigure | null;
  readonly difficulty: ObservedFigure | null;
  readonly blockHeight: ObservedFigure | null;
  readonly observedHashrateThs: ObservedFigure | null;
  readonly feesBtcPerBlock: ObservedFigure | null;
}

const minuteMs = 60_000;

/**
 * Keeps an observation: one row a minute. What a minute's row already holds stays; a later observation of the same
 * minute adds the figures that it lacks. A price that differs from the newest one before it is an event.
 *
 * @returns whether anything was written; an observation without any figure never is.
 * @throws AppError `forbidden` unless the system acts, `invalid` for a figure outside its limits.
 */
export async function recordNetworkSnapshot(actor: Actor, observation: NetworkObservation): Promise<boolean> {
  requireSystem(actor);
  const { observedAtMs, ...figures } = observation;
  if (Object.values(figures).every((figure) => figure === null)) return false;
  requireInLimits(observation);
  const { btcPriceUsd, difficulty, blockHeight, observedHashrateThs, feesBtcPerBlock } = figures;
  const row = {
    id: uuidV7(),
    slotStartsAt: new Date(Math.floor(observedAtMs / minuteMs) * minuteMs),
    observedAt: new Date(observedAtMs),
    btcPriceUsd: btcPriceUsd?.value ?? null,
    btcPriceSource: btcPriceUsd?.source ?? null,
    difficulty: difficulty?.value ?? null,
    difficultySource: difficulty?.source ?? null,
    blockHeight: blockHeight?.value ?? null,
    blockHeightSource: blockHeight?.source ?? null,
    observedHashrateThs: observedHashrateThs?.value ?? null,
    observedHashrateSource: observedHashrateThs?.source ?? null,
    feesBtcPerBlock: feesBtcPerBlock?.value ?? null,
    feesSource: feesBtcPerBlock?.source ?? null,
  };
  return await withTransaction(actor, async (tx) => {
    const before = btcPriceUsd === null ? null : await newestPrice(tx);
    const written = await tx
      .insert(networkSnapshots)
      .values(row)
      .onConflictDoUpdate({
        target: networkSnapshots.slotStartsAt,
        set: missingFigures,
        setWhere: sql`num_nonnulls(${keptFigures}) < num_nonnulls(${mergedFigures})`,
      })
      .returning({ price: networkSnapshots.btcPriceUsd });
    const [kept] = written;
    // The newest price by the time it was observed: an older one that comes late changes nothing for anybody.
    const isNews =
      kept !== undefined &&
      btcPriceUsd !== null &&
      kept.price === btcPriceUsd.value &&
      (before === null || (before.value !== btcPriceUsd.value && before.atMs <= observedAtMs));
    if (kept !== undefined) await publishChange(tx, { topic: "market", orgId: null });
    if (isNews) await announcePrice(tx, actor, btcPriceUsd, observedAtMs);
    return kept !== undefined;
  });
}

async function newestPrice(
  tx: Transaction,
): Promise<{ readonly value: number | null; readonly atMs: number } | null> {
  const { btcPriceUsd, observedAt } = networkSnapshots;
  const [newest] = await tx
    .select({ value: btcPriceUsd, at: observedAt })
    .from(networkSnapshots)
    .where(isNotNull(btcPriceUsd))
    .orderBy(desc(observedAt))
    .limit(1);
  return newest === undefined ? null : { value: newest.value, atMs: newest.at.getTime() };
}

async function announcePrice(
  tx: Transaction,
  actor: Actor,
  { value, source }: ObservedFigure,
  observedAtMs: number,
): Promise<void> {
  await outbox(tx, actor, {
    event: marketPriceChanged,
    aggregateId: "btc-usd",
    // Minutes since 1970: rises with every price, and is the same for two that saw the same minute.
    aggregateVersion: Math.floor(observedAtMs / minuteMs),
    payload: { priceUsd: toDecimal(value), source, asOf: new Date(observedAtMs).toISOString() },
    orgId: null,
  });
}

const figureColumns = [
  "btc_price_usd",
  "difficulty",
  "block_height",
  "observed_hashrate_ths",
  "fees_btc_per_block",
];
const kept = (column: string) => sql`${networkSnapshots}.${sql.identifier(column)}`;
const merged = (column: string) => sql`coalesce(${kept(column)}, excluded.${sql.identifier(column)})`;
const listed = (of: (column: string) => SQL) => sql.join(figureColumns.map(of), sql`, `);
const keptFigures = listed(kept);
const mergedFigures = listed(merged);

const missingFigures = {
  btcPriceUsd: merged("btc_price_usd"),
  btcPriceSource: merged("btc_price_source"),
  difficulty: merged("difficulty"),
  difficultySource: merged("difficulty_source"),
  blockHeight: merged("block_height"),
  blockHeightSource: merged("block_height_source"),
  observedHashrateThs: merged("observed_hashrate_ths"),
  observedHashrateSource: merged("observed_hashrate_source"),
  feesBtcPerBlock: merged("fees_btc_per_block"),
  feesSource: merged("fees_source"),
};

const figureLimits = {
  btcPriceUsd: { least: 0, most: 1e8 },
  difficulty: { least: 1, most: 1e18 },
  blockHeight: { least: 0, most: 1e8 },
  observedHashrateThs: { least: 0, most: 1e15 },
  feesBtcPerBlock: { least: 0, most: 50 },
} as const satisfies Record<Exclude<keyof NetworkObservation, "observedAtMs">, Limits>;

function requireInLimits(observation: NetworkObservation): void {
  const names = Object.keys(figureLimits) as (keyof typeof figureLimits)[];
  const problems = names.flatMap((name) => {
    const figure = observation[name];
    return figure === null ? [] : withinLimits(name, figure.value, figureLimits[name]);
  });
  throwIfAny(problems, "This observation cannot be kept");
}
