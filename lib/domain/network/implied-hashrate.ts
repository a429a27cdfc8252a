import { BLOCK_SECONDS, HASHES_PER_DIFFICULTY, HASHES_PER_TERAHASH } from "./consensus";

/** TH/s per unit of difficulty; one multiplication instead of two divisions in hot loops. */
const THS_PER_DIFFICULTY = HASHES_PER_DIFFICULTY / BLOCK_SECONDS / HASHES_PER_TERAHASH;

/**
 * Network hashrate implied by a difficulty, in TH/s: the rate at which blocks take 600 s on average.
 *
 * N_D = D x 2^32 / 600 / 1e12, with D the raw difficulty (> 0).
 */
export function impliedNetworkHashrateThs(difficulty: number): number {
  return difficulty * THS_PER_DIFFICULTY;
}
