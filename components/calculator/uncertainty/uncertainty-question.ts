import type { CalculationInputs } from "@/lib/domain/mining/calculation";
import type { MarketViews } from "@/lib/domain/uncertainty/market-views";
import type { SimulationSettings } from "@/lib/domain/uncertainty/simulation-settings";

/** What the worker is asked; it answers with an `UncertaintyAnswer`. */
export interface UncertaintyQuestion {
  readonly inputs: CalculationInputs;
  readonly views: MarketViews;
  readonly settings: SimulationSettings;
}
