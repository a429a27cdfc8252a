import "server-only";
import { desc, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
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

/** Reads the newest value of each figure, from the snapshots or, where newer or alone, from the history. */
export function readLastKnown(viewer: Viewer): Promise<LastKnown> {
  return readAs(viewer, async (tx) => {
    const snapped = await newestFigures(tx);
    const [close] = await tx.select().from(marketAnalytics).orderBy(desc(marketAnalytics.dayUtc)).limit(1);
    const retargets = await tx
      .select()
      .from(difficultyRetargets)
      .orderBy(desc(difficultyRetargets.height))
      .limit(2);
    const [retarget] = retargets;
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
        snapped.btcPriceUsd,
        close === undefined
          ? null
          : { value: close.closeUsd, source: closeSource(close), asOf: endOfDay(close.dayUtc) },
      ),
      difficulty: newer(snapped.difficulty, retarget === undefined ? null : atRetarget(retarget.difficulty)),
      blockHeight: newer(snapped.blockHeight, retarget === undefined ? null : atRetarget(retarget.height)),
      observedHashrateThs: snapped.observedHashrateThs,
      feesBtcPerBlock: snapped.feesBtcPerBlock,
      retargets: retargets.map(({ height, dayUtc, difficulty, dateSource }) => ({
        height,
        dayUtc,
        difficulty,
        dateSource,
      })),
    };
  });
}

type Figure = Exclude<keyof LastKnown, "retargets">;

const figureColumns = {
  btcPriceUsd: [networkSnapshots.btcPriceUsd, networkSnapshots.btcPriceSource],
  difficulty: [networkSnapshots.difficulty, networkSnapshots.difficultySource],
  blockHeight: [networkSnapshots.blockHeight, networkSnapshots.blockHeightSource],
  observedHashrateThs: [networkSnapshots.observedHashrateThs, networkSnapshots.observedHashrateSource],
  feesBtcPerBlock: [networkSnapshots.feesBtcPerBlock, networkSnapshots.feesSource],
} as const;

/** Figure by figure, since most rows hold the price alone. */
async function newestFigures(tx: Transaction): Promise<Record<Figure, KnownValue | null>> {
  const figures = Object.keys(figureColumns) as Figure[];
  const newest = figures.map((figure) => {
    const [value, source] = figureColumns[figure];
    return sql`(select ${figure}::text as figure, ${value}::float8 as value,
      coalesce(${source}, 'an earlier snapshot') as source, ${networkSnapshots.observedAt} as at
      from ${networkSnapshots} where ${value} is not null order by ${networkSnapshots.observedAt} desc limit 1)`;
  });
  const rows = await tx.execute<{ figure: Figure; value: number; source: string; at: string | Date }>(
    sql.join(newest, sql` union all `),
  );
  const known: Record<Figure, KnownValue | null> = {
    btcPriceUsd: null,
    difficulty: null,
    blockHeight: null,
    observedHashrateThs: null,
    feesBtcPerBlock: null,
  };
  for (const { figure, value, source, at } of rows)
    known[figure] = { value, source, asOf: new Date(at).toISOString() };
  return known;
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
