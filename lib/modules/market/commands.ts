import "server-only";
import { inArray, sql } from "drizzle-orm";
import { v7 as uuidV7 } from "uuid";
import { difficultyRetargets, marketAnalytics, networkSnapshots } from "@/db/schema/market";
import { AppError, type FieldProblem } from "@/lib/server/errors";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor } from "@/lib/server/viewer";

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

export interface ObservedClose {
  readonly dayUtc: string;
  readonly closeUsd: number;
  readonly source: string;
}

export interface ObservedRetarget {
  readonly height: number;
  /** Time in the header of the first block with this difficulty, ISO 8601 UTC. */
  readonly at: string;
  readonly difficulty: number;
}

const dayMs = 86_400_000;
/** A tenth of a UTC day: the least distance of two rows. */
const slotMs = dayMs / 10;
/** Two providers print the same difficulty with different digits; beyond this they contradict each other. */
const sameDifficultyRatio = 1e-6;

/**
 * Keeps an observation as the last known values: one row for each tenth of a day, renewed at most every ten minutes,
 * and never by an observation with fewer figures.
 *
 * @returns whether a row was written; an observation without any figure never is.
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
    slotStartsAt: new Date(Math.floor(observedAtMs / slotMs) * slotMs),
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
  const { id: _kept, ...renewed } = row;
  const written = await withTransaction(actor, (tx) =>
    tx
      .insert(networkSnapshots)
      .values(row)
      .onConflictDoUpdate({
        target: networkSnapshots.slotStartsAt,
        set: renewed,
        setWhere: sql`excluded.observed_at >= ${networkSnapshots.observedAt} + interval '10 minutes'
          and num_nonnulls(${excludedFigures}) >= num_nonnulls(${keptFigures})`,
      })
      .returning({ id: networkSnapshots.id }),
  );
  return written.length > 0;
}

const excludedFigures = sql`excluded.btc_price_usd, excluded.difficulty, excluded.block_height,
  excluded.observed_hashrate_ths, excluded.fees_btc_per_block`;
const keptFigures = sql`${networkSnapshots.btcPriceUsd}, ${networkSnapshots.difficulty},
  ${networkSnapshots.blockHeight}, ${networkSnapshots.observedHashrateThs}, ${networkSnapshots.feesBtcPerBlock}`;

/**
 * Adds closes of days that nobody has supplied yet; a known day keeps its close.
 *
 * @returns how many days were added.
 * @throws AppError `forbidden` unless the system acts, `invalid` for a day that is not over or a price outside its limits.
 */
export async function recordDailyCloses(
  actor: Actor,
  closes: readonly ObservedClose[],
  nowMs: number = Date.now(),
): Promise<number> {
  requireSystem(actor);
  const problems = closes.flatMap(({ dayUtc, closeUsd }): FieldProblem[] => {
    if (!(Date.parse(dayUtc) + dayMs <= nowMs)) {
      return [{ field: "dayUtc", value: dayUtc, message: `${dayUtc} must be a UTC day that is over` }];
    }
    return withinLimits("closeUsd", closeUsd, { least: 0, most: 1e8 });
  });
  throwIfAny(problems, "These daily closes cannot be kept");
  if (closes.length === 0) return 0;
  const rows = closes.map(({ dayUtc, closeUsd, source }) => ({
    dayUtc,
    closeUsd,
    source,
    sourceCount: 1,
    origin: "provider" as const,
  }));
  const added = await withTransaction(actor, (tx) =>
    tx
      .insert(marketAnalytics)
      .values(rows)
      .onConflictDoNothing()
      .returning({ dayUtc: marketAnalytics.dayUtc }),
  );
  return added.length;
}

/**
 * Adds retargets, and dates known ones by their block header where they were dated otherwise.
 *
 * @returns how many rows were written.
 * @throws AppError `forbidden` unless the system acts, `conflict` when a difficulty contradicts a known one: nothing is written.
 */
export async function recordRetargets(actor: Actor, retargets: readonly ObservedRetarget[]): Promise<number> {
  requireSystem(actor);
  if (retargets.length === 0) return 0;
  throwIfAny(
    retargets.flatMap(({ difficulty }) => withinLimits("difficulty", difficulty, { least: 1, most: 1e18 })),
    "These retargets cannot be kept",
  );
  return await withTransaction(actor, async (tx) => {
    const { height, difficulty, dateSource } = difficultyRetargets;
    const heights = retargets.map((retarget) => retarget.height);
    const known = await tx
      .select({ height, difficulty, dateSource })
      .from(difficultyRetargets)
      .where(inArray(height, heights));
    const knownAt = new Map(known.map((row) => [row.height, row]));
    for (const retarget of retargets) refuseContradiction(retarget, knownAt.get(retarget.height)?.difficulty);
    const fresh = retargets.filter((retarget) => knownAt.get(retarget.height)?.dateSource !== "block header");
    if (fresh.length === 0) return 0;
    const written = await tx
      .insert(difficultyRetargets)
      .values(
        fresh.map((retarget) => ({
          height: retarget.height,
          dayUtc: retarget.at.slice(0, 10),
          difficulty: retarget.difficulty,
          dateSource: "block header",
          origin: "provider" as const,
        })),
      )
      .onConflictDoUpdate({
        target: height,
        set: {
          dayUtc: sql`excluded.day_utc`,
          dateSource: sql`excluded.date_source`,
          origin: sql`excluded.origin`,
        },
      })
      .returning({ height });
    return written.length;
  });
}

function refuseContradiction({ height, difficulty }: ObservedRetarget, known: number | undefined): void {
  if (known === undefined || Math.abs(difficulty / known - 1) <= sameDifficultyRatio) return;
  throw new AppError("conflict", `Block ${height} is known with difficulty ${known}, not ${difficulty}.`);
}

function requireSystem(actor: Actor): void {
  // The type already keeps visitors out; a caller that got round it meets this.
  if (actor.kind !== "system")
    throw new AppError("forbidden", "Only the market collector records market data.");
}

interface Limits {
  readonly least: number;
  readonly most: number;
}

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

function withinLimits(field: string, value: number, { least, most }: Limits): FieldProblem[] {
  if (value >= least && value <= most) return [];
  return [
    { field, value: String(value), message: `${field} must be between ${least} and ${most}, got ${value}` },
  ];
}

function throwIfAny(fields: readonly FieldProblem[], message: string): void {
  if (fields.length > 0) throw new AppError("invalid", `${message}: ${fields[0]?.message}`, { fields });
}
