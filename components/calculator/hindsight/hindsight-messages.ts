import type { PastMarket } from "@/lib/domain/hindsight/past-market";
import type { TestedWindow } from "@/lib/domain/hindsight/score-windows";
import type { DayTest } from "@/lib/domain/hindsight/test-day";

/** What every test of one kind shares. */
export interface TestTerms {
  /** Horizon, months. */
  readonly months: number;
  readonly hashrateDecayRatioPerMonth: number;
}

/** Whether two tests differ in their day at most. */
export function sameTerms(a: TestTerms, b: TestTerms): boolean {
  return a.months === b.months && a.hashrateDecayRatioPerMonth === b.hashrateDecayRatioPerMonth;
}

/** What the page asks of the worker. The record comes first, once. */
export type ToHindsight =
  | { readonly kind: "load"; readonly past: PastMarket }
  | { readonly kind: "day"; readonly dayUtc: string; readonly terms: TestTerms }
  /** All start days; a later one replaces an earlier one that is not done. */
  | { readonly kind: "scan"; readonly terms: TestTerms };

/** What the worker answers. Answers repeat what they answer, so that late ones can be told. */
export type FromHindsight =
  /** First day on which an estimate is possible; `null` when the record is too short for any. */
  | { readonly kind: "loaded"; readonly firstDayUtc: string | null }
  | { readonly kind: "day"; readonly dayUtc: string; readonly terms: TestTerms; readonly test: DayTest }
  | { readonly kind: "progress"; readonly terms: TestTerms; readonly done: number; readonly total: number }
  | { readonly kind: "scan"; readonly terms: TestTerms; readonly windows: readonly TestedWindow[] }
  | { readonly kind: "failed"; readonly message: string };

/** Paths a single day is simulated with, and each of all days: enough that the edges of the band stand still. */
export const pathsOfOneDay = 4000;
export const pathsOfEachDay = 500;
