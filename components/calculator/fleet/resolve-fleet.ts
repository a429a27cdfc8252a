import type { GroupState, Scenario } from "@/components/calculator/fleet/fleet-document";
import {
  type GroupNumber,
  groupFields,
  groupNumbers,
  type SiteNumber,
  siteFields,
  siteNumbers,
} from "@/components/calculator/fleet/fleet-fields";
import { type FleetState, fieldKey } from "@/components/calculator/fleet/fleet-state";
import { specProblem } from "@/components/calculator/number-spec";
import { followedFigures } from "@/components/calculator/resolve-inputs";
import type { FleetGroup, FleetInputs } from "@/lib/domain/fleet/fleet";
import type { ProjectionInputs } from "@/lib/domain/mining/calculation";
import type { Figure } from "@/lib/domain/provenance/figure";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";
import type { MarketNow } from "@/lib/modules/market/schema";

const marketNumbers = [
  "btcPriceUsd",
  "difficulty",
  "subsidyBtc",
  "feesBtcPerBlock",
  "blockHeight",
] as const satisfies readonly SiteNumber[];
export type MarketNumber = (typeof marketNumbers)[number];

/** Machines of the catalogue by slug. */
export type Models = ReadonlyMap<string, MinerModel>;

/** One field that keeps a scenario from being calculated. */
export interface FieldIssue {
  /** "Line 2, Antminer S19 XP", or "" for the site's own fields. */
  readonly where: string;
  readonly field: string;
  readonly rule: string;
}

/** A scenario's numbers, complete. */
export interface ResolvedFleet {
  readonly kind: "ready";
  readonly scenario: Scenario;
  readonly inputs: FleetInputs;
  readonly projection: ProjectionInputs;
  readonly capexUsd: number | null;
  /** Groups without a machine price, which leave the capital cost unknown. */
  readonly unpriced: readonly string[];
  /** The market figures in use, with source and age or as the person's own. */
  readonly market: Readonly<Record<MarketNumber, Figure>>;
}

export type FleetResolution =
  | ResolvedFleet
  | { readonly kind: "waiting" }
  | { readonly kind: "empty" }
  | { readonly kind: "blocked"; readonly issues: readonly FieldIssue[] };

/** The market's figure behind each number of the site that follows it. */
export function marketFigures(market: MarketNow | undefined): Readonly<Record<MarketNumber, Figure>> {
  return followedFigures(null, market);
}

/** What a group is called: the person's own name for it, else its model's. */
export function groupName({ label, machine }: GroupState, models: Models): string {
  if (label.trim() !== "") return label.trim();
  return machine === null ? "Own machine" : (models.get(machine)?.name ?? machine);
}

/**
 * What to calculate a scenario with, or why it cannot be calculated.
 *
 * @param wrong what is wrong with texts in the fields of the active scenario; `{}` for the others.
 * @param isLoading whether catalogue or market are still on their way.
 */
export function resolveFleet(
  scenario: Scenario,
  wrong: FleetState["wrong"],
  models: Models,
  market: MarketNow | undefined,
  isLoading: boolean,
): FleetResolution {
  if (scenario.groups.length === 0) return { kind: "empty" };
  const groups = scenario.groups.map((group) => resolveGroup(group, models));
  const figures = usedMarket(scenario, market);
  const site = (name: SiteNumber) => (isMarket(name) ? figures[name].value : scenario.site[name]);
  const typed = [...groupIssues(scenario, wrong, models), ...siteIssues(scenario, wrong)];
  const missing = [
    ...groups.flatMap((group, index) => missingOfGroup(group, index)),
    ...(["difficulty", "subsidyBtc"] as const).flatMap((name) =>
      figures[name].value === null && wrong[fieldKey("", name)] === undefined
        ? [{ where: "", field: siteFields[name].label, rule: "No market data: type your own value" }]
        : [],
    ),
  ];
  if (typed.length > 0 || missing.length > 0) {
    return typed.length === 0 && isLoading
      ? { kind: "waiting" }
      : { kind: "blocked", issues: [...typed, ...missing] };
  }
  const unpriced = groups.filter(({ priceUsd }) => priceUsd === null).map(({ name }) => name);
  const machinesUsd = groups.reduce(
    (sum, { priceUsd, quantity }) => sum + (priceUsd ?? 0) * (quantity ?? 0),
    0,
  );
  const known = (name: SiteNumber) => site(name) ?? 0;
  return {
    kind: "ready",
    scenario,
    inputs: {
      groups: groups.map(completeGroup),
      poolFeeRatio: known("poolFeeRatio"),
      uptimeRatio: known("uptimeRatio"),
      fixedCostUsdPerMonth: known("fixedCostUsdPerMonth"),
      market: {
        btcPriceUsd: site("btcPriceUsd"),
        difficulty: known("difficulty"),
        networkHashrateThs: null,
        networkHashrateStale: false,
        subsidyBtc: known("subsidyBtc"),
        feesBtcPerBlock: site("feesBtcPerBlock"),
        blockHeight: site("blockHeight"),
      },
    },
    projection: {
      months: known("months"),
      difficultyGrowthRatio: known("difficultyGrowthRatio"),
      difficultyGrowthPer: scenario.difficultyGrowthPer,
      priceGrowthRatioPerMonth: known("priceGrowthRatioPerMonth"),
      // Each group ages by its own.
      hashrateDecayRatioPerMonth: 0,
      electricityEscalatorRatioPerYear: known("electricityEscalatorRatioPerYear"),
      feeShareRatio: null,
      discountRatioPerYear: site("discountRatioPerYear"),
      resaleRatioOfCapex: site("resaleRatioOfCapex"),
      resaleUsd: null,
    },
    capexUsd: unpriced.length === 0 ? machinesUsd + known("otherCapexUsd") : null,
    unpriced,
    market: figures,
  };
}

interface GroupValues {
  readonly id: string;
  readonly name: string;
  readonly hashrateThs: number | null;
  readonly powerWatts: number | null;
  readonly quantity: number | null;
  readonly ageMonths: number | null;
  readonly hashrateDecayRatioPerMonth: number | null;
  readonly electricityUsdPerKwh: number | null;
  readonly priceUsd: number | null;
}

function resolveGroup(group: GroupState, models: Models): GroupValues {
  const model = group.machine === null ? undefined : models.get(group.machine);
  return {
    id: group.id,
    name: groupName(group, models),
    hashrateThs: group.hashrateThs ?? model?.hashrateThs ?? null,
    powerWatts: group.powerWatts ?? model?.powerWatts ?? null,
    quantity: group.quantity,
    ageMonths: group.ageMonths,
    hashrateDecayRatioPerMonth: group.hashrateDecayRatioPerMonth,
    electricityUsdPerKwh: group.electricityUsdPerKwh,
    priceUsd: group.machinePriceUsd ?? model?.referencePriceUsd ?? null,
  };
}

function completeGroup(group: GroupValues): FleetGroup {
  return {
    id: group.id,
    name: group.name,
    hashrateThs: group.hashrateThs ?? 0,
    powerWatts: group.powerWatts ?? 0,
    quantity: group.quantity ?? 0,
    ageMonths: group.ageMonths ?? 0,
    hashrateDecayRatioPerMonth: group.hashrateDecayRatioPerMonth ?? 0,
    electricityUsdPerKwh: group.electricityUsdPerKwh ?? 0,
  };
}

function missingOfGroup({ name, hashrateThs, powerWatts }: GroupValues, index: number): FieldIssue[] {
  const where = placeOf(index, name);
  const rule = "Type it, or pick a machine of the catalogue";
  return [
    ...(hashrateThs === null ? [{ where, field: groupFields.hashrateThs.label, rule }] : []),
    ...(powerWatts === null ? [{ where, field: groupFields.powerWatts.label, rule }] : []),
  ];
}

function placeOf(index: number, name: string): string {
  return `Line ${index + 1}, ${name}`;
}

function groupIssues({ groups }: Scenario, wrong: FleetState["wrong"], models: Models): FieldIssue[] {
  return groups.flatMap((group, index) =>
    groupNumbers.flatMap((name: GroupNumber) => {
      const rule = wrong[fieldKey(group.id, name)] ?? specProblem(groupFields[name], group[name]);
      return rule === null
        ? []
        : [{ where: placeOf(index, groupName(group, models)), field: groupFields[name].label, rule }];
    }),
  );
}

function siteIssues({ site }: Scenario, wrong: FleetState["wrong"]): FieldIssue[] {
  return siteNumbers.flatMap((name) => {
    const rule = wrong[fieldKey("", name)] ?? specProblem(siteFields[name], site[name]);
    return rule === null ? [] : [{ where: "", field: siteFields[name].label, rule }];
  });
}

function isMarket(name: SiteNumber): name is MarketNumber {
  return (marketNumbers as readonly SiteNumber[]).includes(name);
}

function usedMarket(
  { site }: Scenario,
  market: MarketNow | undefined,
): Readonly<Record<MarketNumber, Figure>> {
  const figures = marketFigures(market);
  const used = (name: MarketNumber): Figure =>
    site[name] === null
      ? figures[name]
      : { value: site[name], unit: figures[name].unit, source: "your value", asOf: null, stale: false };
  return {
    btcPriceUsd: used("btcPriceUsd"),
    difficulty: used("difficulty"),
    subsidyBtc: used("subsidyBtc"),
    feesBtcPerBlock: used("feesBtcPerBlock"),
    blockHeight: used("blockHeight"),
  };
}
