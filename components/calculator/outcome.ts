import type { Resolution } from "@/components/calculator/resolve-inputs";
import type { CalculationResult } from "@/lib/domain/mining/calculation";

/** A finished calculation with what it was computed from. */
export interface Outcome extends Extract<Resolution, { readonly kind: "ready" }> {
  readonly result: CalculationResult;
}
