import { requireBlockHeight } from "./block-height";
import { BLOCKS_PER_RETARGET } from "./consensus";

/** Height of the first block after `height` that carries a new difficulty. @throws {DomainError} unless whole and >= 0. */
export function nextRetargetHeight(height: number): number {
  return (Math.floor(requireBlockHeight(height) / BLOCKS_PER_RETARGET) + 1) * BLOCKS_PER_RETARGET;
}

/** Height of the last block at or before `height` that carried a new difficulty. @throws {DomainError} unless whole and >= 0. */
export function lastRetargetHeight(height: number): number {
  return Math.floor(requireBlockHeight(height) / BLOCKS_PER_RETARGET) * BLOCKS_PER_RETARGET;
}
