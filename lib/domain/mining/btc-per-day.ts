import {
  BLOCKS_PER_DAY,
  HASHES_PER_DIFFICULTY,
  HASHES_PER_TERAHASH,
  SECONDS_PER_DAY,
} from "../network/consensus";
import { type Limit, requireWithin } from "../require-range";

const HASHES_PER_DAY_PER_THS = SECONDS_PER_DAY * HASHES_PER_TERAHASH;

const DIFFICULTY: Limit = { min: 0, aboveMin: true, max: Number.MAX_VALUE, unit: "" };
const NETWORK: Limit = { min: 0, aboveMin: true, max: Number.MAX_VALUE, unit: "TH/s" };

/**
 * Expected production in BTC per day before pool fee, by difficulty.
 *
 * 86,400 x H x R / (D x 2^32): the hashes done in a day over the hashes one block takes, times the reward.
 *
 * @param hashrateThs H in TH/s, >= 0 (converted to H/s here).
 * @param difficulty D, raw, > 0.
 * @param rewardBtcPerBlock R, subsidy plus mean fees, BTC per block.
 * @throws {DomainError} when D is not > 0.
 * @see https://en.bitcoin.it/wiki/Difficulty ("What is the current generation rate?")
 */
export function btcPerDayByDifficulty(
  hashrateThs: number,
  difficulty: number,
  rewardBtcPerBlock: number,
): number {
  requireWithin("difficulty", difficulty, DIFFICULTY);
  return (HASHES_PER_DAY_PER_THS * hashrateThs * rewardBtcPerBlock) / (difficulty * HASHES_PER_DIFFICULTY);
}

/**
 * Expected production in BTC per day before pool fee, by share of an observed network hashrate.
 *
 * H / N x 144 x R. It assumes 144 blocks a day; with N = D x 2^32 / 600 it equals the difficulty method.
 *
 * @param hashrateThs H in TH/s, >= 0.
 * @param networkHashrateThs N in TH/s, > 0.
 * @param rewardBtcPerBlock R, subsidy plus mean fees, BTC per block.
 * @throws {DomainError} when N is not > 0.
 */
export function btcPerDayByNetworkShare(
  hashrateThs: number,
  networkHashrateThs: number,
  rewardBtcPerBlock: number,
): number {
  requireWithin("networkHashrateThs", networkHashrateThs, NETWORK);
  return (hashrateThs / networkHashrateThs) * BLOCKS_PER_DAY * rewardBtcPerBlock;
}
