import { type Limit, requireWithin } from "../require-range";

/** How much is drawn, and which draw. */
export interface SimulationSettings {
  /** Number of paths, 1..100,000. */
  readonly paths: number;
  /** Same seed, same inputs: same answer. Whole, 0..4,294,967,295. */
  readonly seed: number;
}

const PATHS_LIMIT: Limit = { min: 1, max: 100_000, whole: true, unit: "paths" };

/** What a seed may be: 32 bits. */
export const SEED_LIMIT: Limit = { min: 0, max: 4_294_967_295, whole: true, unit: "" };

/** Nothing when the settings can be used. @throws {DomainError} on the first broken limit. */
export function requireValidSettings({ paths, seed }: SimulationSettings): void {
  requireWithin("paths", paths, PATHS_LIMIT);
  requireWithin("seed", seed, SEED_LIMIT);
}
