import { formatScaled, type Step } from "./format-scaled";

const STEPS: readonly Step[] = [
  { from: 1e9, size: 1e9, unit: "ZH/s", decimals: 3 },
  { from: 1e6, size: 1e6, unit: "EH/s", decimals: 2 },
  { from: 1e3, size: 1e3, unit: "PH/s", decimals: 2 },
];
const SMALLEST: Step = { from: 1, size: 1, unit: "TH/s", decimals: 1 };

/** Hashrate given in TH/s, in TH/s, PH/s, EH/s or ZH/s: "200.0 TH/s", "20.00 PH/s", "852.69 EH/s". "no data" for `null`. */
export function formatHashrate(hashrateThs: number | null): string {
  return formatScaled(hashrateThs, STEPS, SMALLEST);
}
