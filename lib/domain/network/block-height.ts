import { type Limit, requireWithin } from "../require-range";

/** Beyond the last new satoshi (height 6,930,000) by far; small enough that heights stay exact integers. */
export const BLOCK_HEIGHT_LIMIT: Limit = { min: 0, max: 100_000_000, whole: true, unit: "blocks" };

/** `height` itself when it is a whole number >= 0. @throws {DomainError} otherwise. */
export function requireBlockHeight(height: number): number {
  return requireWithin("blockHeight", height, BLOCK_HEIGHT_LIMIT);
}
