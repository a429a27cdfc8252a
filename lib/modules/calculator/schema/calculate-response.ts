import { z } from "zod";
import type { CalculationResult } from "@/lib/domain/mining/calculation";

const nullable = () => z.number().nullable();
const reason = () => z.string().nullable();

const periodSchema = z.strictObject({
  btcNet: z.number(),
  revenueUsd: nullable().describe("Income before pool fee."),
  energyKwh: z.number(),
  energyCostUsd: z.number(),
  poolFeeUsd: nullable(),
  fixedCostUsd: z.number(),
  profitUsd: nullable().describe("revenueUsd - poolFeeUsd - energyCostUsd - fixedCostUsd"),
});

const periods = { daily: periodSchema, monthly: periodSchema, yearly: periodSchema };

const bandSchema = z.strictObject({ lowBtc: z.number(), highBtc: z.number() }).nullable();

const productionSchema = z.strictObject({
  methodUsed: z.literal("difficulty"),
  difficultyMethod: z.strictObject({ btcPerDayGross: z.number(), btcPerDayNet: z.number() }),
  hashrateMethod: z.strictObject({ btcPerDayGross: nullable(), btcPerDayNet: nullable() }),
  gapRatio: nullable(),
  luckSigma: nullable(),
  verdict: z.enum(["agree", "watch", "disagree", "unknown"]),
  verdictReason: z.string(),
  impliedNetworkHashrateThs: z.number(),
  observedNetworkHashrateThs: nullable(),
  rewardBtcPerBlock: z.number(),
  feesIncluded: z.boolean(),
  payoutBand: z.strictObject({
    daily: bandSchema,
    monthly: bandSchema,
    yearly: bandSchema,
    reason: z.string(),
  }),
});

const fleetSchema = z.strictObject({
  installedHashrateThs: z.number(),
  installedPowerWatts: z.number(),
  runningRatio: z.number(),
  effectiveHashrateThs: z.number(),
  averagePowerWatts: z.number(),
  efficiencyJoulesPerTh: z.number(),
});

const breakevenSchema = z.strictObject({
  electricityUsdPerKwh: nullable(),
  btcPriceUsd: nullable(),
  difficulty: nullable(),
  includesFixedCosts: z.literal(true),
  reasons: z.strictObject({ electricityUsdPerKwh: reason(), btcPriceUsd: reason(), difficulty: reason() }),
});

const monthSchema = z.strictObject({
  month: z.number(),
  endHeight: z.number(),
  difficulty: z.number(),
  rewardBtcPerBlock: z.number(),
  btcPriceUsd: z.number(),
  electricityUsdPerKwh: z.number(),
  hashrateThs: z.number(),
  btcGross: z.number(),
  btcNet: z.number(),
  revenueUsd: z.number(),
  poolFeeUsd: z.number(),
  energyKwh: z.number(),
  energyCostUsd: z.number(),
  fixedCostUsd: z.number(),
  profitUsd: z.number(),
  cumulativeUsd: z.number(),
});

const basis = z.enum(["given", "flat"]);

const chartSchema = z.strictObject({
  basis,
  months: z.array(monthSchema).readonly(),
  halvings: z
    .array(z.strictObject({ height: z.number(), monthsAhead: z.number(), subsidyBtcAfter: z.number() }))
    .readonly(),
  resaleUsd: z.number(),
});

const formulaNames = [
  "difficultyMethod",
  "hashrateMethod",
  "impliedNetworkHashrate",
  "hashprice",
  "hashcost",
  "strike",
  "energy",
  "profit",
  "breakevenElectricity",
  "breakevenBtcPrice",
  "breakevenDifficulty",
  "payback",
  "npv",
] as const;

/** One input as it was used, and where it came from. */
export const resolvedInputSchema = z.strictObject({
  value: z.union([z.number(), z.string()]).nullable(),
  unit: z.string(),
  source: z.string().describe("request, default, catalogue, or the provider's name"),
  asOf: z.string().nullable(),
  stale: z.boolean(),
  note: z.string().optional(),
});

export type ResolvedInput = z.infer<typeof resolvedInputSchema>;

const resultShape = {
  fleet: fleetSchema,
  production: productionSchema,
  ...periods,
  hashpriceUsdPerPhDay: nullable(),
  hashcostUsdPerPhDay: z.number(),
  strikeUsdPerKwh: nullable(),
  strikeReason: reason(),
  usdReason: reason(),
  breakeven: breakevenSchema,
  hosting: z
    .strictObject({
      host: z.strictObject(periods),
      client: z.strictObject(periods),
      markup: z.strictObject({
        usdPerKwh: z.number(),
        dailyUsd: z.number(),
        monthlyUsd: z.number(),
        yearlyUsd: z.number(),
      }),
    })
    .nullable(),
  payback: z.strictObject({
    months: nullable(),
    reason: reason(),
    warning: reason(),
    basis: basis.nullable(),
  }),
  npvUsd: nullable(),
  npvReason: reason(),
  irr: nullable(),
  irrReason: reason(),
  mineVersusBuy: z
    .strictObject({ btcMined: z.number(), btcBought: z.number(), better: z.enum(["mine", "buy"]) })
    .nullable(),
  mineVersusBuyReason: reason(),
  chart: chartSchema.nullable(),
  chartReason: reason(),
  formulas: z.strictObject(
    // The names are a closed list, so the record is exact; `fromEntries` cannot say so.
    Object.fromEntries(formulaNames.map((name) => [name, z.string()])) as Record<
      (typeof formulaNames)[number],
      z.ZodString
    >,
  ),
};

// Keeps the document and the domain's result the same thing: either one changing alone fails to compile.
z.strictObject(resultShape) satisfies z.ZodType<CalculationResult>;

/** The answer of `POST /api/calculate`: the domain's result and the inputs it was computed from. */
export const calculateResponseSchema = z
  .strictObject({
    ...resultShape,
    inputs: z.record(z.string(), resolvedInputSchema).readonly(),
    daily_revenue: nullable().optional().describe("Short form only: daily.revenueUsd"),
    daily_profit: nullable().optional().describe("Short form only: daily.profitUsd"),
    roi_days: nullable()
      .optional()
      .describe("Short form only: payback in days; null when it never pays back"),
  })
  .meta({ title: "CalculateResponse" });

export type CalculateResponse = z.output<typeof calculateResponseSchema>;
