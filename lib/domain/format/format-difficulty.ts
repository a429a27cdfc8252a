import { formatScaled, type Step } from "./format-scaled";

const STEPS: readonly Step[] = [
  { from: 1e15, size: 1e15, unit: "P", decimals: 2 },
  { from: 1e12, size: 1e12, unit: "T", decimals: 2 },
  { from: 1e9, size: 1e9, unit: "G", decimals: 2 },
  { from: 1e6, size: 1e6, unit: "M", decimals: 2 },
];
const SMALLEST: Step = { from: 1, size: 1, unit: "", decimals: 2 };

/** Raw difficulty with its magnitude: "132.72 T". "no data" for `null`. */
export function formatDifficulty(difficulty: number | null): string {
  return formatScaled(difficulty, STEPS, SMALLEST);
}
