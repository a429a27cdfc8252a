import type { CalculationInputs, ProjectionInputs } from "@/lib/domain/mining/calculation";
import type { Figure } from "@/lib/domain/provenance/figure";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";
import type { CalculateRequest } from "@/lib/modules/calculator/schema/calculate-request";
import type { ResolvedInput } from "@/lib/modules/calculator/schema/calculate-response";
import type { MarketNow } from "@/lib/modules/market/schema";
import { AppError, type FieldProblem } from "@/lib/server/errors";

/** What is computed with, and where each piece of it came from. */
export interface ResolvedCalculation {
  readonly inputs: CalculationInputs;
  readonly provenance: Readonly<Record<string, ResolvedInput>>;
}

/**
 * Completes a request with the model's nameplate and the current market. What neither the request nor a source
 * gives stays missing, or is an error where nothing can be computed without it; it is never invented.
 *
 * @throws AppError `invalid` naming every figure that nobody could supply.
 */
export function resolveInputs(
  request: CalculateRequest,
  model: MinerModel | null,
  market: Pick<MarketNow, MarketKey>,
): ResolvedCalculation {
  const marketFigures = resolveMarket(request.market, market);
  const isShortForm = request.miner_model !== undefined;
  const provenance: Record<string, ResolvedInput> = {
    ...(model === null ? {} : { minerModel: catalogued(model.name, "", model) }),
    quantity: asked(request.quantity, "machines"),
    hashrateThs:
      request.hashrateThs === undefined
        ? catalogued(model?.hashrateThs ?? null, "TH/s", model)
        : asked(request.hashrateThs, "TH/s"),
    powerWatts:
      request.powerWatts === undefined
        ? catalogued(model?.powerWatts ?? null, "W", model)
        : asked(request.powerWatts, "W"),
    electricityUsdPerKwh: asked(request.electricityUsdPerKwh ?? request.electricity_cost ?? null, "USD/kWh"),
    clientElectricityUsdPerKwh: optional(
      request.clientElectricityUsdPerKwh,
      null,
      "USD/kWh",
      "no hosted client",
    ),
    poolFeeRatio: optional(request.poolFeeRatio, 0, "ratio", "no pool fee"),
    payoutScheme: optional(request.payoutScheme, "fpps", "", "full pay per share"),
    poolShareRatio: optional(request.poolShareRatio, null, "ratio", "not needed for fpps"),
    uptimeRatio: optional(request.uptimeRatio, 1, "ratio", "always on"),
    curtailmentRatio: optional(request.curtailmentRatio, 0, "ratio", "nothing switched off"),
    fixedCostUsdPerMonth: optional(request.fixedCostUsdPerMonth, 0, "USD/month", "none"),
    capexUsd:
      isShortForm && request.capexUsd === undefined
        ? referencePrice(model, request.quantity)
        : optional(request.capexUsd, null, "USD", "none given"),
    ...marketFigures,
  };
  requireKnown(provenance, ["hashrateThs", "powerWatts", "electricityUsdPerKwh", "difficulty", "subsidyBtc"]);
  const number = (name: string) => numberOf(provenance, name);
  const known = (name: string) => number(name) ?? 0;
  return {
    provenance,
    inputs: {
      hashrateThs: known("hashrateThs"),
      powerWatts: known("powerWatts"),
      quantity: request.quantity,
      electricityUsdPerKwh: known("electricityUsdPerKwh"),
      clientElectricityUsdPerKwh: number("clientElectricityUsdPerKwh"),
      poolFeeRatio: known("poolFeeRatio"),
      payoutScheme: request.payoutScheme ?? "fpps",
      poolShareRatio: number("poolShareRatio"),
      uptimeRatio: known("uptimeRatio"),
      curtailmentRatio: known("curtailmentRatio"),
      fixedCostUsdPerMonth: known("fixedCostUsdPerMonth"),
      capexUsd: number("capexUsd"),
      market: {
        btcPriceUsd: number("btcPriceUsd"),
        difficulty: known("difficulty"),
        networkHashrateThs: number("networkHashrateThs"),
        networkHashrateStale: marketFigures.networkHashrateThs.stale,
        subsidyBtc: known("subsidyBtc"),
        feesBtcPerBlock: number("feesBtcPerBlock"),
        blockHeight: number("blockHeight"),
      },
      projection: request.projection === undefined ? null : projectionOf(request.projection),
    },
  };
}

type MarketKey =
  | "btcPriceUsd"
  | "difficulty"
  | "observedHashrateThs"
  | "subsidyBtc"
  | "feesBtcPerBlock"
  | "blockHeight";

function resolveMarket(own: CalculateRequest["market"], market: Pick<MarketNow, MarketKey>) {
  const pick = (value: number | undefined, figure: Figure) =>
    value === undefined ? fromMarket(figure) : asked(value, figure.unit);
  return {
    btcPriceUsd: pick(own?.btcPriceUsd, market.btcPriceUsd),
    difficulty: pick(own?.difficulty, market.difficulty),
    networkHashrateThs: pick(own?.networkHashrateThs, market.observedHashrateThs),
    subsidyBtc: pick(own?.subsidyBtc, market.subsidyBtc),
    feesBtcPerBlock: pick(own?.feesBtcPerBlock, market.feesBtcPerBlock),
    blockHeight: pick(own?.blockHeight, market.blockHeight),
  };
}

function projectionOf(projection: NonNullable<CalculateRequest["projection"]>): ProjectionInputs {
  return { ...projection };
}

function asked(value: number | string | null, unit: string): ResolvedInput {
  return { value, unit, source: "request", asOf: null, stale: false };
}

function optional(
  value: number | string | undefined,
  neutral: number | string | null,
  unit: string,
  meaning: string,
): ResolvedInput {
  if (value !== undefined) return asked(value, unit);
  return { value: neutral, unit, source: "default", asOf: null, stale: false, note: meaning };
}

function catalogued(value: number | string | null, unit: string, model: MinerModel | null): ResolvedInput {
  const source = model === null ? "catalogue" : `catalogue: ${model.source.title}`;
  const note = model?.status === "unconfirmed" ? { note: "figure not confirmed by the manufacturer" } : {};
  return { value, unit, source, asOf: model?.source.checkedOn ?? null, stale: false, ...note };
}

function referencePrice(model: MinerModel | null, quantity: number): ResolvedInput {
  const price = model?.referencePriceUsd ?? null;
  return {
    value: price === null ? null : price * quantity,
    unit: "USD",
    source: "catalogue",
    asOf: model?.priceAsOf ?? null,
    stale: price !== null,
    note:
      price === null
        ? "the catalogue has no reference price"
        : "reference price of the catalogue, not an offer",
  };
}

function fromMarket({ value, unit, source, asOf, stale, note }: Figure): ResolvedInput {
  return { value, unit, source: source ?? "market", asOf, stale, ...(note === undefined ? {} : { note }) };
}

function numberOf(provenance: Readonly<Record<string, ResolvedInput>>, name: string): number | null {
  const value = provenance[name]?.value;
  return typeof value === "number" ? value : null;
}

function requireKnown(provenance: Readonly<Record<string, ResolvedInput>>, names: readonly string[]): void {
  const missing: FieldProblem[] = names
    .filter((name) => numberOf(provenance, name) === null)
    .map((name) => ({
      field: name === "difficulty" || name === "subsidyBtc" ? `market.${name}` : name,
      message: `No source has this now${provenance[name]?.note === undefined ? "" : ` (${provenance[name]?.note})`}: give your own`,
    }));
  if (missing.length === 0) return;
  throw new AppError(
    "invalid",
    `Not enough is known to calculate: ${missing.map(({ field }) => field).join(", ")}.`,
    {
      fields: missing,
    },
  );
}
