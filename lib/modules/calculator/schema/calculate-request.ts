import { z } from "zod";

/** A finite number inside a range, whose message names rule and unit. */
function numberWithin(unit: string, min: number, max: number, exclusiveMin = false) {
  const suffix = unit === "" ? "" : ` ${unit}`;
  const rule = `Must be a number ${exclusiveMin ? "above" : "from"} ${min} ${exclusiveMin ? "and at most" : "to"} ${max}${suffix}`;
  const schema = z.number({ error: rule });
  return (exclusiveMin ? schema.gt(min, { error: rule }) : schema.gte(min, { error: rule })).lte(max, {
    error: rule,
  });
}

const ratio = () => numberWithin("(a ratio, 0.02 is 2 %)", 0, 1);
const growth = (min: number, max: number) => numberWithin("(a ratio, 0.02 is 2 %)", min, max);

export const ownMarketSchema = z
  .strictObject({
    btcPriceUsd: numberWithin("USD", 0, 1e9, true).optional(),
    difficulty: numberWithin("", 1, 1e20).optional().describe("Raw difficulty: 132.72 T is 132720000000000."),
    networkHashrateThs: numberWithin("TH/s", 0, 1e15, true)
      .optional()
      .describe("Observed network hashrate in TH/s: 900 EH/s is 900000000."),
    subsidyBtc: numberWithin("BTC", 0, 50).optional(),
    feesBtcPerBlock: numberWithin("BTC per block", 0, 1000).optional(),
    blockHeight: z
      .int({ error: "Must be a whole block height" })
      .min(0)
      .max(10_000_000)
      .optional()
      .describe("Height of the last block; the projection places the halving by it."),
  })
  .describe(
    "Your own market figures. What you leave out is taken from the current market, with source and age.",
  );

const projectionSchema = z
  .strictObject({
    months: z
      .int({ error: "Must be a whole number of months" })
      .min(6, "Must be at least 6 months")
      .max(60, "Must be at most 60 months"),
    difficultyGrowthRatio: growth(-0.5, 1).default(0),
    difficultyGrowthPer: z.enum(["retarget", "month"]).default("retarget"),
    priceGrowthRatioPerMonth: growth(-0.5, 1).default(0),
    hashrateDecayRatioPerMonth: growth(0, 0.5).default(0),
    electricityEscalatorRatioPerYear: growth(-0.5, 1).default(0),
    feeShareRatio: numberWithin("(a ratio below 1)", 0, 0.99).nullable().default(null),
    discountRatioPerYear: growth(-0.5, 5).nullable().default(null),
    resaleRatioOfCapex: growth(0, 2).nullable().default(null),
    resaleUsd: numberWithin("USD", 0, 1e12).nullable().default(null),
  })
  .refine((value) => value.resaleRatioOfCapex === null || value.resaleUsd === null, {
    path: ["resaleUsd"],
    error: "Give resaleUsd or resaleRatioOfCapex, not both",
  })
  .describe("Month by month in block height. Growth that is left out is zero.");

const requestShape = z.strictObject({
  minerModel: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .describe("Name, alias or slug of a model in /api/miners."),
  quantity: z
    .int({ error: "Must be a whole number of machines" })
    .min(1, "Must be at least 1 machine")
    .max(10_000_000, "Must be at most 10000000 machines"),
  hashrateThs: numberWithin("TH/s", 0, 1e9, true)
    .optional()
    .describe("Per machine; overrides the model's nameplate."),
  powerWatts: numberWithin("W", 0, 1e9, true)
    .optional()
    .describe("Per machine at the wall; overrides the model's nameplate."),
  electricityUsdPerKwh: numberWithin("USD/kWh", 0, 10).optional(),
  clientElectricityUsdPerKwh: numberWithin("USD/kWh", 0, 10)
    .optional()
    .describe("What a hosted client pays; adds the client's view."),
  poolFeeRatio: ratio().optional().describe("Left out: 0, no pool fee."),
  payoutScheme: z.enum(["fpps", "pplns"]).optional().describe("Left out: fpps."),
  poolShareRatio: ratio().optional().describe("The pool's share of the network, for the PPLNS band."),
  uptimeRatio: ratio().optional().describe("Left out: 1, always on."),
  curtailmentRatio: ratio().optional().describe("Left out: 0, nothing switched off."),
  fixedCostUsdPerMonth: numberWithin("USD per month", 0, 1e12).optional().describe("Left out: 0."),
  capexUsd: numberWithin("USD", 0, 1e15)
    .optional()
    .describe("For the whole fleet. Without it there is no payback."),
  market: ownMarketSchema.optional(),
  projection: projectionSchema.optional(),
  miner_model: z.string().min(1).max(100).optional().describe("Short form of minerModel."),
  electricity_cost: numberWithin("USD/kWh", 0, 10).optional().describe("Short form of electricityUsdPerKwh."),
});

/**
 * The body of `POST /api/calculate`: the full form, or the short one with `miner_model` and `electricity_cost`.
 * Nothing is guessed: a machine is a known model or has both hashrate and power, and electricity has a price.
 */
export const calculateRequestSchema = requestShape
  .superRefine((value, context) => {
    const problem = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [path], message });
    const hasModel = value.minerModel !== undefined || value.miner_model !== undefined;
    if (value.minerModel !== undefined && value.miner_model !== undefined) {
      problem("miner_model", "Give minerModel or miner_model, not both");
    }
    if (!hasModel && value.hashrateThs === undefined) {
      problem("hashrateThs", "Required unless minerModel names a model: hashrate of one machine in TH/s");
    }
    if (!hasModel && value.powerWatts === undefined) {
      problem("powerWatts", "Required unless minerModel names a model: power of one machine in W");
    }
    if (value.electricityUsdPerKwh === undefined && value.electricity_cost === undefined) {
      problem("electricityUsdPerKwh", "Required: electricity price in USD/kWh");
    }
    if (value.electricityUsdPerKwh !== undefined && value.electricity_cost !== undefined) {
      problem("electricity_cost", "Give electricityUsdPerKwh or electricity_cost, not both");
    }
  })
  .meta({ title: "CalculateRequest" });

export type CalculateRequest = z.output<typeof calculateRequestSchema>;
