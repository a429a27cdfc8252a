import type { MarketInputs, PeriodResult } from "../mining/calculation";

/** Machines of one model, age and electricity price. */
export interface FleetGroup {
  /** Unique in the fleet and not empty; stable while the fleet is edited. */
  readonly id: string;
  readonly name: string;
  /** Nameplate of one new machine, TH/s. */
  readonly hashrateThs: number;
  /** Of one machine at the wall, W, > 0; does not shrink with age. */
  readonly powerWatts: number;
  readonly quantity: number;
  /** Months the machines have run already. */
  readonly ageMonths: number;
  /** Share of hashrate lost per month: today's hashrate is nameplate x (1 - decay)^age. */
  readonly hashrateDecayRatioPerMonth: number;
  readonly electricityUsdPerKwh: number;
}

/** Several groups under one pool, uptime and market. */
export interface FleetInputs {
  readonly groups: readonly FleetGroup[];
  readonly poolFeeRatio: number;
  readonly uptimeRatio: number;
  /** For the whole fleet, USD per month; switching machines off does not save it. */
  readonly fixedCostUsdPerMonth: number;
  readonly market: MarketInputs;
}

/** One group's figures for a day, all of its machines running or, after a plan, those left on. */
export interface FleetGroupResult {
  readonly id: string;
  readonly name: string;
  /** All of the group, on or off. */
  readonly machines: number;
  /** Whole number: a machine that rests a part of the day is on. */
  readonly machinesOn: number;
  /** Of one machine today, aged, TH/s. */
  readonly hashrateThs: number;
  readonly efficiencyJoulesPerTh: number;
  /** Fixed costs are not in it: they belong to the fleet. */
  readonly daily: PeriodResult;
  /** Income after pool fee per kWh, USD/kWh: above this electricity price the machines lose money; `null` without a BTC price. */
  readonly strikeUsdPerKwh: number | null;
  readonly losesMoneyPerKwh: boolean | null;
}

/** What a fleet earns in a day, switched on as a whole or in part. */
export interface FleetTotals {
  /** Whole number: a machine that rests a part of the day is on. */
  readonly machinesOn: number;
  /** Of the machines switched on, a part-time one by its share of the day; uptime is in `daily` only. */
  readonly hashrateThs: number;
  readonly powerWatts: number;
  /** `null` when everything is off. */
  readonly efficiencyJoulesPerTh: number | null;
  /** With uptime, and with the fleet's fixed costs. */
  readonly daily: PeriodResult;
}

export interface FleetResult {
  readonly groups: readonly FleetGroupResult[];
  readonly totals: FleetTotals;
}

/**
 * Which machines rest. "efficiency": those with the highest J/TH first. "proportional": the same share of each group.
 * "random": drawn with a seed. "unprofitable": all that lose money per kWh at their own electricity price.
 */
export type CurtailmentStrategy = "efficiency" | "proportional" | "random" | "unprofitable";

export interface CurtailmentRequest {
  readonly strategy: CurtailmentStrategy;
  /** What the share is a share of; not used by "unprofitable". */
  readonly basis: "power" | "machines";
  /** Share to rest, 0..1; not used by "unprofitable". */
  readonly shareRatio: number;
  /** Whole number; only "random" uses it. */
  readonly seed: number;
}

export interface CurtailedGroup {
  readonly id: string;
  readonly name: string;
  /** Machines off for the whole day. */
  readonly machinesOff: number;
  /** Share of the day that one further machine rests, 0 <= x < 1, so that a share of power is met exactly. */
  readonly partTimeOffRatio: number;
  /** Machines that run, the part-time one among them: quantity - machinesOff. */
  readonly machinesOn: number;
  /** W, at the wall while up; for a machine resting part of the day the mean. */
  readonly powerSavedWatts: number;
}

export interface CurtailmentImpact {
  readonly powerSavedWatts: number;
  readonly energySavedKwhPerDay: number;
  readonly energyCostSavedUsdPerDay: number;
  /** Income after pool fee that is given up; pool fee on both sides. `null` without a BTC price. */
  readonly netRevenueLostUsdPerDay: number | null;
  readonly btcLostPerDay: number;
  /** Saved minus lost; above zero the curtailment pays. */
  readonly netEffectUsdPerDay: number | null;
}

export interface CurtailmentPlan {
  readonly request: CurtailmentRequest;
  readonly groups: readonly CurtailedGroup[];
  readonly before: FleetTotals;
  readonly after: FleetTotals;
  readonly impact: CurtailmentImpact;
  /** What share of power and of machines the plan really rests, 0..1. */
  readonly powerShareRatio: number;
  readonly machinesShareRatio: number;
}

/** The electricity price of one hour. */
export interface HourPrice {
  /** Start of the hour, Unix ms (UTC); for a tariff, hours of one example day or week. */
  readonly startMs: number;
  /** May be below zero: the market pays to take power. */
  readonly usdPerKwh: number;
}

export interface HourlyGroupPlan {
  readonly id: string;
  readonly name: string;
  /** Hours in which resting pays, as indices (from 0) into the prices given, rising. */
  readonly hoursOff: readonly number[];
  readonly strikeUsdPerKwh: number;
  /** Against running through all hours at their price, for all hours given. */
  readonly gainUsd: number;
}

/** What one group is told at the present prices. */
export interface RestAdvice {
  readonly id: string;
  readonly name: string;
  readonly machines: number;
  /** True: switch all of them off, whatever the fixed costs are. */
  readonly switchOff: boolean;
  /** Income after pool fee per kWh, USD/kWh. */
  readonly strikeUsdPerKwh: number;
  readonly electricityUsdPerKwh: number;
  /** Strike minus electricity price: below zero every kWh loses this much. */
  readonly marginUsdPerKwh: number;
  /** What switching the whole group off brings, USD per day; below zero where it would cost. */
  readonly netEffectUsdPerDay: number;
}

/** The set of machines whose rest brings the most, with the figures behind it. */
export interface BestToRest {
  readonly groups: readonly RestAdvice[];
  readonly plan: CurtailmentPlan;
}

/** Hours worth switching off, from given hourly prices, group by group. */
export interface HourlyPlan {
  readonly hours: number;
  readonly groups: readonly HourlyGroupPlan[];
  /** Profit before fixed costs over the hours given, always on. */
  readonly alwaysOnUsd: number;
  /** The same with the hours off that are worth it; >= alwaysOnUsd. */
  readonly plannedUsd: number;
  readonly energySavedKwh: number;
  readonly btcLost: number;
}
