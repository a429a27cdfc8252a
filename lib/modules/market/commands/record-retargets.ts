import "server-only";
import { inArray, max, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { difficultyRetargets } from "@/db/schema/market";
import { BLOCKS_PER_RETARGET } from "@/lib/domain/network/consensus";
import { AppError } from "@/lib/server/errors";
import { outbox } from "@/lib/server/outbox/outbox";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor } from "@/lib/server/viewer";
import { marketRetargeted } from "../events";
import { toDecimal } from "../to-decimal";
import { requireSystem, throwIfAny, withinLimits } from "./observation-limits";

export interface ObservedRetarget {
  readonly height: number;
  /** Time in the header of the first block with this difficulty, ISO 8601 UTC. */
  readonly at: string;
  readonly difficulty: number;
}

/** Two providers print the same difficulty with different digits; beyond this they contradict each other. */
const sameDifficultyRatio = 1e-6;

/**
 * Adds retargets, and dates known ones by their block header where they were dated otherwise. One that is newer than
 * all known ones is an event.
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
    const newestBefore = await newestHeight(tx);
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
    const newest = fresh.reduce((a, b) => (b.height > a.height ? b : a));
    if (newest.height > newestBefore) await announce(tx, actor, newest);
    return written.length;
  });
}

async function newestHeight(tx: Transaction): Promise<number> {
  const [row] = await tx.select({ height: max(difficultyRetargets.height) }).from(difficultyRetargets);
  return row?.height ?? -1;
}

async function announce(
  tx: Transaction,
  actor: Actor,
  { height, difficulty, at }: ObservedRetarget,
): Promise<void> {
  await outbox(tx, actor, {
    event: marketRetargeted,
    aggregateId: "difficulty",
    // Retargets since the first block: each is one more than the one before.
    aggregateVersion: height / BLOCKS_PER_RETARGET,
    payload: { height, difficulty: toDecimal(difficulty), dayUtc: at.slice(0, 10) },
    orgId: null,
  });
}

function refuseContradiction({ height, difficulty }: ObservedRetarget, known: number | undefined): void {
  if (known === undefined || Math.abs(difficulty / known - 1) <= sameDifficultyRatio) return;
  throw new AppError("conflict", `Block ${height} is known with difficulty ${known}, not ${difficulty}.`);
}
