import type { CalculatorState, Problems } from "@/components/calculator/calculator-state";
import { type NumberName, numberNames, numberSpec, ruleProblem } from "@/components/calculator/fields";
import type { CalculationInputs } from "@/lib/domain/mining/calculation";
import { type Figure, missingFigure } from "@/lib/domain/provenance/figure";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";
import type { MarketNow } from "@/lib/modules/market/schema";

/** Inputs whose value comes from the catalogue or the market until the person types their own. */
export const followed = [
  "hashrateThs",
  "powerWatts",
  "machinePriceUsd",
  "btcPriceUsd",
  "difficulty",
  "networkHashrateThs",
  "subsidyBtc",
  "feesBtcPerBlock",
  "blockHeight",
] as const satisfies readonly NumberName[];
export type Followed = (typeof followed)[number];

/** What stands behind each followed input when the person has typed nothing. */
export type FollowedFigures = Readonly<Record<Followed, Figure>>;

/** One input as it was used, and where it came from. */
export interface UsedInput {
  readonly name: NumberName;
  readonly figure: Figure;
}

export type Resolution =
  | {
      readonly kind: "ready";
      readonly inputs: CalculationInputs;
      readonly used: readonly UsedInput[];
      readonly state: CalculatorState;
      readonly model: MinerModel | null;
    }
  /** Nothing wrong, but the figures are still on their way. */
  | { readonly kind: "waiting" }
  | { readonly kind: "blocked"; readonly fields: readonly NumberName[] };

const own = "your value";

/** The market's and the catalogue's figure for each followed input; "not loaded" where neither has arrived. */
export function followedFigures(model: MinerModel | null, market: MarketNow | undefined): FollowedFigures {
  const awaited = (unit: string) => missingFigure(unit, "the market figures have not arrived");
  return {
    hashrateThs: plate(model, model?.hashrateThs ?? null, "TH/s"),
    powerWatts: plate(model, model?.powerWatts ?? null, "W"),
    machinePriceUsd: referencePrice(model),
    btcPriceUsd: market?.btcPriceUsd ?? awaited("USD"),
    difficulty: market?.difficulty ?? awaited(""),
    networkHashrateThs: market?.observedHashrateThs ?? awaited("TH/s"),
    subsidyBtc: market?.subsidyBtc ?? awaited("BTC/block"),
    feesBtcPerBlock: market?.feesBtcPerBlock ?? awaited("BTC/block"),
    blockHeight: market?.blockHeight ?? awaited("block"),
  };
}

function plate(model: MinerModel | null, value: number | null, unit: string): Figure {
  if (model === null) return missingFigure(unit, "no catalogue machine is chosen");
  const note = [model.status === "unconfirmed" ? "not confirmed by a second source" : null, model.note]
    .filter((part) => part !== null)
    .join("; ");
  return {
    value,
    unit,
    source: model.source.title,
    asOf: `${model.source.checkedOn}T00:00:00Z`,
    stale: false,
    ...(note === "" ? {} : { note }),
  };
}

function referencePrice(model: MinerModel | null): Figure {
  if (model === null) return missingFigure("USD", "no catalogue machine is chosen");
  if (model.referencePriceUsd === null)
    return missingFigure("USD", "the catalogue has no price for this machine");
  const of = model.priceAsOf === null ? "of unknown date" : `of ${model.priceAsOf}`;
  return {
    value: model.referencePriceUsd,
    unit: "USD",
    source: `catalogue price ${of}`,
    asOf: null,
    stale: true,
    note: "A reference price ages quickly and is no offer: type what you are asked to pay.",
  };
}

/**
 * What to calculate with, where each number came from, or why nothing can be calculated.
 *
 * @param isLoading whether catalogue or market are still on their way.
 */
export function resolveInputs(
  form: { readonly state: CalculatorState; readonly problems: Problems },
  model: MinerModel | null,
  market: MarketNow | undefined,
  isLoading: boolean,
): Resolution {
  const { state, problems } = form;
  const figures = followedFigures(model, market);
  const used = new Map<NumberName, Figure>();
  for (const name of numberNames) used.set(name, figureOf(state, figures, name));
  const value = (name: NumberName) => used.get(name)?.value ?? null;
  const wrong = numberNames.filter(
    (name) => problems[name] !== undefined || brokenBySource(state, name, value(name)),
  );
  const missing = (["hashrateThs", "powerWatts", "difficulty", "subsidyBtc"] as const).filter(
    (name) => value(name) === null,
  );
  const fields = [...new Set([...wrong, ...missing])];
  if (fields.length > 0)
    return wrong.length === 0 && isLoading ? { kind: "waiting" } : { kind: "blocked", fields };
  const machinePriceUsd = value("machinePriceUsd");
  const quantity = value("quantity") ?? 0;
  const known = (name: NumberName) => value(name) ?? 0;
  const capexUsd = machinePriceUsd === null ? null : machinePriceUsd * quantity + known("otherCapexUsd");
  const networkFigure = used.get("networkHashrateThs");
  const inputs: CalculationInputs = {
    hashrateThs: known("hashrateThs"),
    powerWatts: known("powerWatts"),
    quantity,
    electricityUsdPerKwh: known("electricityUsdPerKwh"),
    clientElectricityUsdPerKwh: value("clientElectricityUsdPerKwh"),
    poolFeeRatio: known("poolFeeRatio"),
    payoutScheme: state.payoutScheme,
    poolShareRatio: value("poolShareRatio"),
    uptimeRatio: known("uptimeRatio"),
    curtailmentRatio: known("curtailmentRatio"),
    fixedCostUsdPerMonth: known("fixedCostUsdPerMonth"),
    capexUsd,
    market: {
      btcPriceUsd: value("btcPriceUsd"),
      difficulty: known("difficulty"),
      networkHashrateThs: value("networkHashrateThs"),
      networkHashrateStale: networkFigure?.stale ?? false,
      subsidyBtc: known("subsidyBtc"),
      feesBtcPerBlock: value("feesBtcPerBlock"),
      blockHeight: value("blockHeight"),
    },
    projection: {
      months: known("months"),
      difficultyGrowthRatio: known("difficultyGrowthRatio"),
      difficultyGrowthPer: state.difficultyGrowthPer,
      priceGrowthRatioPerMonth: known("priceGrowthRatioPerMonth"),
      hashrateDecayRatioPerMonth: known("hashrateDecayRatioPerMonth"),
      electricityEscalatorRatioPerYear: known("electricityEscalatorRatioPerYear"),
      feeShareRatio: value("feeShareRatio"),
      discountRatioPerYear: value("discountRatioPerYear"),
      resaleRatioOfCapex: value("resaleRatioOfCapex"),
      resaleUsd: null,
    },
  };
  return { kind: "ready", inputs, used: [...used].map(([name, figure]) => ({ name, figure })), state, model };
}

function figureOf(state: CalculatorState, figures: FollowedFigures, name: NumberName): Figure {
  const typed = state[name];
  const followedFigure = isFollowed(name) ? figures[name] : null;
  if (typed === null && followedFigure !== null) return followedFigure;
  const unit = followedFigure?.unit ?? storedUnit(numberSpec(name).unit);
  if (typed === null) return missingFigure(unit, "none given");
  const isStart = followedFigure === null && typed === numberSpec(name).start;
  return { value: typed, unit, source: isStart ? "starting value" : own, asOf: null, stale: false };
}

function storedUnit(typedUnit: string): string {
  return typedUnit.startsWith("%") ? typedUnit.replace("%", "ratio") : typedUnit;
}

/** Whether a source gives something the calculator cannot take (a typed value has its own problem). */
function brokenBySource(state: CalculatorState, name: NumberName, value: number | null): boolean {
  return state[name] === null && value !== null && ruleProblem(name, value) !== null;
}

export function isFollowed(name: NumberName): name is Followed {
  return (followed as readonly NumberName[]).includes(name);
}
