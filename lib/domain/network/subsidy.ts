import { requireBlockHeight } from "./block-height";
import { BLOCKS_PER_HALVING, SATS_PER_BTC } from "./consensus";

const INITIAL_SUBSIDY_SATS = 5_000_000_000n;

/**
 * Block subsidy at a height in satoshis, exact: 5,000,000,000 >> floor(height / 210,000).
 *
 * @param height whole, >= 0.
 * @throws {DomainError} on a negative or fractional height.
 * @see bitcoin/bitcoin src/validation.cpp GetBlockSubsidy
 */
export function subsidySatsAtHeight(height: number): bigint {
  requireBlockHeight(height);
  return INITIAL_SUBSIDY_SATS >> BigInt(Math.floor(height / BLOCKS_PER_HALVING));
}

/** Block subsidy at a height in BTC; the satoshi figure divided once. @throws {DomainError} as above. */
export function subsidyBtcAtHeight(height: number): number {
  return Number(subsidySatsAtHeight(height)) / SATS_PER_BTC;
}

/**
 * Height of the first block after `height` whose subsidy is halved: 1,050,000 for 840,000..1,049,999.
 *
 * @throws {DomainError} on a negative or fractional height.
 */
export function nextHalvingHeight(height: number): number {
  requireBlockHeight(height);
  return (Math.floor(height / BLOCKS_PER_HALVING) + 1) * BLOCKS_PER_HALVING;
}
