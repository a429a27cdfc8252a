import { BLOCKS_PER_RETARGET } from "@/lib/domain/network/consensus";
import { estimateDifficulty } from "@/lib/domain/network/difficulty-estimate";
import { lastRetargetHeight } from "@/lib/domain/network/retarget-height";
import type { MempoolSpace, RetargetPoint } from "@/lib/server/providers/providers";
import type { Reading, Series } from "@/lib/server/providers/reading";

/** The next retarget as it can be estimated now, and the last one. */
export interface LiveRetarget {
  readonly nextHeight: number;
  readonly remainingBlocks: number;
  readonly estimatedChangeRatio: number;
  readonly previousChangeRatio: number;
  /** ISO 8601 UTC. */
  readonly estimatedAt: string;
  readonly source: string;
  /** The moment the estimate was made for, ISO 8601 UTC. */
  readonly asOf: string;
  readonly note: string;
}

interface RetargetSources {
  readonly mempoolSpace: Pick<MempoolSpace, "blockTime" | "difficultyAdjustment">;
  readonly tip: Reading;
  readonly retargets: () => Promise<Series<RetargetPoint>>;
  readonly nowMs: number;
}

/** Blocks before an epoch that its first quarter is judged by as well. */
const windowBlocks = BLOCKS_PER_RETARGET / 4;

/**
 * The estimate by our own formula from block times; mempool.space's own figures when the epoch's first block is not
 * in the list of retargets yet.
 *
 * @throws whatever a provider throws.
 */
export async function liveRetarget({
  mempoolSpace,
  tip,
  retargets,
  nowMs,
}: RetargetSources): Promise<LiveRetarget> {
  const epochHeight = lastRetargetHeight(tip.value);
  const { points, source } = await retargets();
  const epoch = points.find((point) => point.height === epochHeight);
  if (epoch === undefined) return mempoolsOwn(mempoolSpace);
  const epochStartSeconds = Date.parse(epoch.at) / 1000;
  const minedBlocks = tip.value - epochHeight;
  const quarter =
    minedBlocks < windowBlocks - 1 ? await mempoolSpace.blockTime(epochHeight - windowBlocks) : null;
  const estimate = estimateDifficulty({
    epochStartSeconds,
    quarterEpochStartSeconds: quarter?.value ?? null,
    // Header times may run ahead of the clock by up to two hours.
    nowSeconds: Math.max(nowMs / 1000, epochStartSeconds),
    blockHeight: tip.value,
    lastBlockSeconds: null,
    previousChangeRatio: epoch.changeRatio,
  });
  return {
    nextHeight: estimate.nextRetargetHeight,
    remainingBlocks: estimate.remainingBlocks,
    estimatedChangeRatio: estimate.changeRatio,
    previousChangeRatio: epoch.changeRatio,
    estimatedAt: new Date(estimate.estimatedAtMs).toISOString(),
    source: `computed from ${source} block times`,
    asOf: new Date(nowMs).toISOString(),
    note: `600 s over the pace of this epoch (${minedBlocks} blocks so far), minus 1`,
  };
}

async function mempoolsOwn(mempoolSpace: RetargetSources["mempoolSpace"]): Promise<LiveRetarget> {
  const own = await mempoolSpace.difficultyAdjustment();
  return {
    nextHeight: own.nextHeight.value,
    remainingBlocks: own.remainingBlocks.value,
    estimatedChangeRatio: own.estimatedChangeRatio.value,
    previousChangeRatio: own.previousChangeRatio.value,
    estimatedAt: own.estimatedAt,
    source: own.estimatedChangeRatio.source,
    asOf: own.estimatedChangeRatio.asOf,
    note: "The provider's own estimate",
  };
}
