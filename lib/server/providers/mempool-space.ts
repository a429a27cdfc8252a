import { z } from "zod";
import { btcFromSatoshi, finiteNumber, nonNegativeNumber, satoshiString, thsFromHs } from "./json-number";
import { createProviderKit, type ProviderOptions } from "./provider-kit";
import type { MempoolSpace } from "./providers";

const identity = {
  id: "mempool-space",
  name: "mempool.space",
  credit: { text: "Network data by mempool.space", url: "https://mempool.space" },
} as const;

export const mempoolSpaceBaseUrl = "https://mempool.space/api";

const height = z.number().int().nonnegative();

/**
 * Percentages, block counts and milliseconds: the documentation's sample shows `estimatedRetargetDate` in
 * seconds, the code that answers (mempool `difficulty-adjustment.ts`) sends milliseconds.
 */
const adjustmentSchema = z.looseObject({
  difficultyChange: finiteNumber,
  estimatedRetargetDate: nonNegativeNumber,
  remainingBlocks: height,
  previousRetarget: finiteNumber,
  nextRetargetHeight: height,
  timeAvg: nonNegativeNumber,
});

/** Hashes a second; timestamps in seconds. */
const hashrateSchema = z.looseObject({
  currentHashrate: nonNegativeNumber,
  currentDifficulty: nonNegativeNumber,
});

/** [seconds, height, difficulty, ratio], newest first. */
const adjustmentsSchema = z.array(z.tuple([nonNegativeNumber, height, nonNegativeNumber, nonNegativeNumber]));

const rewardStatsSchema = z.looseObject({ startBlock: height, endBlock: height, totalFee: satoshiString });

const blocksSchema = z.array(z.looseObject({ height, timestamp: nonNegativeNumber })).min(1);

const feeBlocks = 144;

/**
 * mempool.space: difficulty, retargets, fees, blocks.
 *
 * @see https://mempool.space/docs/api/rest
 */
export function createMempoolSpace(options: ProviderOptions): MempoolSpace {
  const { fetchJson, baseUrl } = options;
  const kit = createProviderKit(identity, options);
  const get = <Schema extends z.ZodType>(path: string, schema: Schema) =>
    fetchJson({ provider: kit.id, url: `${baseUrl}${path}`, schema });
  const ratio = (percent: number) =>
    kit.reading({ value: percent / 100, unit: "ratio", band: "difficultyChangeRatio" });

  return {
    ...identity,
    async difficultyAdjustment() {
      const answer = await get("/v1/difficulty-adjustment", adjustmentSchema);
      const { nextRetargetHeight, remainingBlocks, timeAvg } = answer;
      return {
        nextHeight: await kit.reading({ value: nextRetargetHeight, unit: "block", band: "blockHeight" }),
        remainingBlocks: await kit.reading({
          value: remainingBlocks,
          unit: "blocks",
          band: "remainingBlocks",
        }),
        estimatedChangeRatio: await ratio(answer.difficultyChange),
        previousChangeRatio: await ratio(answer.previousRetarget),
        meanBlockTimeMs: await kit.reading({ value: timeAvg, unit: "ms", band: "meanBlockTimeMs" }),
        estimatedAt: kit.isoFromMs(answer.estimatedRetargetDate),
      };
    },
    async hashrate3d() {
      const { currentHashrate, currentDifficulty } = await get("/v1/mining/hashrate/3d", hashrateSchema);
      return {
        observedHashrateThs: await kit.reading({
          value: thsFromHs(currentHashrate),
          unit: "TH/s",
          band: "observedHashrateThs",
          note: "Estimated from blocks found; block luck inside",
        }),
        difficulty: await kit.reading({ value: currentDifficulty, unit: "", band: "difficulty" }),
      };
    },
    async difficultyAdjustments(interval) {
      const rows = await get(`/v1/mining/difficulty-adjustments/${interval}`, adjustmentsSchema);
      const points = rows
        .map(([seconds, retargetHeight, difficulty, changeFactor]) => ({
          height: kit.inBand(retargetHeight, "blockHeight"),
          at: kit.isoFromMs(seconds * 1000),
          difficulty: kit.inBand(difficulty, "historicalDifficulty"),
          changeRatio: kit.inBand(changeFactor - 1, "difficultyChangeRatio"),
        }))
        .reverse();
      return kit.series({ points, unit: "" });
    },
    async feesPerBlock144() {
      const stats = await get(`/v1/mining/reward-stats/${feeBlocks}`, rewardStatsSchema);
      const span = stats.endBlock - stats.startBlock + 1;
      // One block more or less is the endpoint's own way of counting; anything else is another question's answer.
      if (Math.abs(span - feeBlocks) > 1) throw kit.shapeError(`asked for ${feeBlocks} blocks, got ${span}`);
      return kit.reading({
        value: btcFromSatoshi(stats.totalFee) / feeBlocks,
        unit: "BTC/block",
        band: "feesBtcPerBlock",
        note: `Mean of the last ${feeBlocks} blocks`,
      });
    },
    async tipHeight() {
      const value = await get("/blocks/tip/height", height);
      return kit.reading({ value, unit: "block", band: "tipHeight" });
    },
    async blockTime(wantedHeight) {
      const blocks = await get(`/v1/blocks/${wantedHeight}`, blocksSchema);
      const block = blocks.find((candidate) => candidate.height === wantedHeight);
      if (block === undefined) throw kit.shapeError(`block ${wantedHeight} is not in the answer`);
      return kit.reading({ value: block.timestamp, unit: "s", band: "blockTimeSeconds" });
    },
  };
}
