import type { CurtailmentRequest } from "@/lib/domain/fleet/fleet";
import type { ProjectionInputs } from "@/lib/domain/mining/calculation";

/*
 * What a person sets on this screen: what is kept in the browser, in a link and in a file. A number that is `null`
 * follows the catalogue or the market, means "none", or is a required field that was left empty and must be filled in.
 */

/** Machines of one model, age and electricity price, as they are typed. */
export interface GroupState {
  /** Stable while the fleet is edited, unlike its place. */
  readonly id: string;
  /** Slug of the catalogue's model; `null` for a machine of the person's own figures. */
  readonly machine: string | null;
  /** The person's own name for the group; "" takes the model's. */
  readonly label: string;
  readonly quantity: number | null;
  readonly ageMonths: number | null;
  readonly hashrateDecayRatioPerMonth: number | null;
  readonly electricityUsdPerKwh: number | null;
  readonly hashrateThs: number | null;
  readonly powerWatts: number | null;
  /** Of one machine. */
  readonly machinePriceUsd: number | null;
}

/** Numbers of a scenario that belong to the whole fleet. */
export interface SiteState {
  readonly poolFeeRatio: number | null;
  readonly uptimeRatio: number | null;
  readonly fixedCostUsdPerMonth: number | null;
  readonly otherCapexUsd: number | null;
  readonly btcPriceUsd: number | null;
  readonly difficulty: number | null;
  readonly subsidyBtc: number | null;
  readonly feesBtcPerBlock: number | null;
  readonly blockHeight: number | null;
  readonly months: number | null;
  readonly difficultyGrowthRatio: number | null;
  readonly priceGrowthRatioPerMonth: number | null;
  readonly electricityEscalatorRatioPerYear: number | null;
  readonly discountRatioPerYear: number | null;
  readonly resaleRatioOfCapex: number | null;
}

/** One "what if": a fleet, its site and market, and how it is curtailed. */
export interface Scenario {
  readonly id: string;
  readonly name: string;
  readonly groups: readonly GroupState[];
  readonly site: SiteState;
  readonly difficultyGrowthPer: ProjectionInputs["difficultyGrowthPer"];
  readonly curtailment: CurtailmentRequest;
}

export interface TariffPeriodState {
  readonly id: string;
  readonly name: string;
  readonly usdPerKwh: number | null;
  readonly days: TariffDays;
  /** First hour, 0..23, and the hour it ends before, 1..24; at or below `fromHour` it runs past midnight. */
  readonly fromHour: number;
  readonly toHour: number;
}

export type TariffDays = "all" | "weekdays" | "weekend";

/** Where the hourly prices come from. */
export type HoursState =
  | { readonly kind: "none" }
  /** The same 24 prices each day, hour 0 first. */
  | { readonly kind: "day"; readonly usdPerKwh: readonly (number | null)[]; readonly isExample: boolean }
  | {
      readonly kind: "periods";
      readonly periods: readonly TariffPeriodState[];
      readonly otherName: string;
      readonly otherUsdPerKwh: number | null;
      readonly isExample: boolean;
    }
  /** Uploaded or pasted: `[start in Unix ms, USD/kWh]` in time order. */
  | {
      readonly kind: "series";
      readonly name: string;
      readonly prices: readonly (readonly [startMs: number, usdPerKwh: number])[];
    };

export interface FleetDocument {
  /** One to four, the first being what the others are compared with. */
  readonly scenarios: readonly Scenario[];
  readonly activeId: string;
  readonly hours: HoursState;
  /** True until the person changes the example that the page opens with. */
  readonly isExample: boolean;
}

export const scenariosMax = 4;
export const groupsMax = 500;
export const documentVersion = 1;

/** A new id, unlike those of `others`: short, because links carry it. */
export function freshId(others: readonly { readonly id: string }[]): string {
  const taken = new Set(others.map(({ id }) => id));
  for (let count = others.length + 1; ; count += 1) {
    const id = count.toString(36);
    if (!taken.has(id)) return id;
  }
}

/** The scenario that is edited now. */
export function activeScenario({ scenarios, activeId }: FleetDocument): Scenario {
  const found = scenarios.find(({ id }) => id === activeId) ?? scenarios[0];
  if (found === undefined) throw new TypeError("a document holds at least one scenario");
  return found;
}
