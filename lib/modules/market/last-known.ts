import "server-only";
import { desc } from "drizzle-orm";
import { difficultyRetargets, marketAnalytics, networkSnapshots } from "@/db/schema/market";
import { readAs } from "@/lib/server/transaction";
import type { Viewer } from "@/lib/server/viewer";

/** A value that was true once, with who said so and the moment it describes (ISO 8601 UTC). */
export interface KnownValue {
  readonly value: number;
  readonly source: string;
  readonly asOf: string;
}

export interface KnownRetarget {
  readonly height: number;
  readonly dayUtc: string;
  readonly difficulty: number;
  readonly dateSource: string;
}

/** The newest of each figure that the database holds. */
export interface LastKnown {
  readonly btcPriceUsd: KnownValue | null;
  readonly difficulty: KnownValue | null;
  readonly blockHeight: KnownValue | null;
  readonly observedHashrateThs: KnownValue | null;
  readonly feesBtcPerBlock: KnownValue | null;
  /** Newest first, at most two. */
  readonly retargets: readonly KnownRetarget[];
}

export const nothingKnown: LastKnown = {
  btcPriceUsd: null,
  difficulty: null,
  blockHeight: null,
  observedHashrateThs: null,
  feesBtcPerBlock: null,
  retargets: [],
};

type Snapshot = typeof networkSnapshots.$inferSelect;

/** Two days of snapshots: a figure absent from all of them is older than the daily bars that stand in for it. */
const snapshotsRead = 20;

/** Reads the newest value of each figure, from the snapshots or, where newer or alone, from the history. */
export function readLastKnown(viewer: Viewer): Promise<LastKnown> {
  return readAs(viewer, async (tx) => {
    const snapshots = await tx
      .select()
      .from(networkSnapshots)
      .orderBy(desc(networkSnapshots.observedAt))
      .limit(snapshotsRead);
    const [close] = await tx.select().from(marketAnalytics).orderBy(desc(marketAnalytics.dayUtc)).limit(1);
    const retargets = await tx
      .select()
      .from(difficultyRetargets)
      .orderBy(desc(difficultyRetargets.height))
      .limit(2);
    const [retarget] = retargets;
    const snapped = (value: keyof Snapshot & SnapshotFigure, source: keyof Snapshot & SnapshotSource) =>
      newestFrom(snapshots, value, source);
    const atRetarget = (value: number): KnownValue | null =>
      retarget === undefined
        ? null
        : {
            value,
            source: `retarget at block ${retarget.height} (day: ${retarget.dateSource})`,
            asOf: startOfDay(retarget.dayUtc),
          };
    return {
      btcPriceUsd: newer(
        snapped("btcPriceUsd", "btcPriceSource"),
        close === undefined
          ? null
          : { value: close.closeUsd, source: closeSource(close), asOf: endOfDay(close.dayUtc) },
      ),
      difficulty: newer(
        snapped("difficulty", "difficultySource"),
        retarget === undefined ? null : atRetarget(retarget.difficulty),
      ),
      blockHeight: newer(
        snapped("blockHeight", "blockHeightSource"),
        retarget === undefined ? null : atRetarget(retarget.height),
      ),
      observedHashrateThs: snapped("observedHashrateThs", "observedHashrateSource"),
      feesBtcPerBlock: snapped("feesBtcPerBlock", "feesSource"),
      retargets: retargets.map(({ height, dayUtc, difficulty, dateSource }) => ({
        height,
        dayUtc,
        difficulty,
        dateSource,
      })),
    };
  });
}

type SnapshotFigure =
  | "btcPriceUsd"
  | "difficulty"
  | "blockHeight"
  | "observedHashrateThs"
  | "feesBtcPerBlock";
type SnapshotSource =
  | "btcPriceSource"
  | "difficultySource"
  | "blockHeightSource"
  | "observedHashrateSource"
  | "feesSource";

function newestFrom(
  snapshots: readonly Snapshot[],
  figure: SnapshotFigure,
  sourceColumn: SnapshotSource,
): KnownValue | null {
  for (const snapshot of snapshots) {
    const value = snapshot[figure];
    if (value === null) continue;
    const source = snapshot[sourceColumn] ?? "an earlier snapshot";
    return { value, source, asOf: snapshot.observedAt.toISOString() };
  }
  return null;
}

function newer(a: KnownValue | null, b: KnownValue | null): KnownValue | null {
  if (a === null || b === null) return a ?? b;
  return a.asOf >= b.asOf ? a : b;
}

function closeSource({ origin, sourceCount, source }: typeof marketAnalytics.$inferSelect): string {
  if (origin === "provider") return `${source} daily close`;
  const basis = sourceCount === 1 ? "1 public source" : `median of ${sourceCount} public sources`;
  return `shipped daily close (${basis})`;
}

function startOfDay(dayUtc: string): string {
  return `${dayUtc}T00:00:00.000Z`;
}

/** The moment a daily close describes. */
function endOfDay(dayUtc: string): string {
  return new Date(Date.parse(dayUtc) + 86_400_000).toISOString();
}
