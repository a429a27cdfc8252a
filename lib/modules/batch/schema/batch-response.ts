import { z } from "zod";
import type { BatchGroupSummary, BatchRowResult, BatchSummary } from "@/lib/domain/batch/batch-row";
import type { JsonRowError } from "@/lib/domain/batch/read-json-row";
import { resolvedInputSchema } from "@/lib/modules/calculator/schema/calculate-response";
import { figureSchema } from "@/lib/modules/market/schema";

const nullable = () => z.number().nullable();

const index = z.number().int().describe("Place of the row among the rows given, from 0.");

const resultSchema = z.strictObject({
  index,
  minerModel: z.string().nullable().describe("The catalogue's name; null when the row gave its own figures."),
  label: z.string(),
  quantity: z.number(),
  hashrateThs: z.number().describe("Of one machine."),
  powerWatts: z.number().describe("Of one machine."),
  electricityUsdPerKwh: z.number(),
  poolFeeRatio: z.number(),
  uptimeRatio: z.number(),
  hashrateDecayRatioPerMonth: z.number(),
  efficiencyJoulesPerTh: z.number(),
  btcPerDayNet: z.number().describe("After pool fee, all machines of the row."),
  dailyRevenueUsd: nullable().describe("Before pool fee."),
  dailyPoolFeeUsd: nullable(),
  dailyEnergyKwh: z.number(),
  dailyEnergyCostUsd: z.number(),
  dailyProfitUsd: nullable().describe("dailyRevenueUsd - dailyPoolFeeUsd - dailyEnergyCostUsd"),
  monthlyProfitUsd: nullable().describe("dailyProfitUsd x 365.25 / 12"),
  strikeUsdPerKwh: nullable().describe("Electricity price at which the machines just pay for their energy."),
  capexUsd: nullable(),
  paybackMonths: nullable().describe("With halvings and decay, everything else unchanged."),
  paybackReason: z.string().nullable().describe("Why paybackMonths is null."),
  paybackWarning: z.string().nullable().describe("Set when later losses eat the recovered capital again."),
});

const errorSchema = z.strictObject({
  field: z.string().nullable().describe("null when the row as a whole is wrong."),
  value: z.string().describe("What was given, cut at 200 characters."),
  errorType: z.enum([
    "missing_field",
    "invalid_type",
    "invalid_range",
    "model_not_found",
    "no_model_match",
    "validation",
    "processing_error",
  ]),
  message: z.string().describe("The rule in words."),
  suggestion: z.string().nullable(),
});

const groupSchema = z.strictObject({
  name: z.string().describe('Model, or "own figures".'),
  rows: z.number().int(),
  machines: z.number().int(),
  hashrateThs: z.number(),
  powerWatts: z.number(),
  btcPerDayNet: z.number(),
  dailyRevenueUsd: nullable(),
  dailyEnergyCostUsd: z.number(),
  dailyProfitUsd: nullable(),
  machinesAtLoss: z.number().int().describe("Machines in rows whose daily profit is below zero."),
  capexUsd: nullable().describe("null unless every row has one."),
});

const summarySchema = z.strictObject({
  total: groupSchema,
  byModel: z.array(groupSchema).readonly().describe("Most machines first."),
  rowsCalculated: z.number().int(),
  rowsWithErrors: z.number().int(),
});

// Keep the document and the domain's shapes the same thing: either one changing alone fails to compile.
resultSchema satisfies z.ZodType<BatchRowResult>;
errorSchema satisfies z.ZodType<JsonRowError>;
groupSchema satisfies z.ZodType<BatchGroupSummary>;
summarySchema satisfies z.ZodType<BatchSummary>;

const entrySchema = z.union([
  resultSchema,
  z.strictObject({ index, errors: z.array(errorSchema).min(1).readonly() }),
]);
export type BatchEntry = z.output<typeof entrySchema>;

/** The answer of `POST /api/batch-calculate`. */
export const batchResponseSchema = z
  .strictObject({
    results: z
      .array(entrySchema)
      .describe("One entry per row, in the order given: figures, or what is wrong with the row."),
    summary: summarySchema.describe("Sums over the rows that could be calculated."),
    market: z
      .record(z.string(), figureSchema)
      .readonly()
      .describe("What every row was calculated with, each figure with source and age."),
    inputs: z
      .record(z.string(), resolvedInputSchema)
      .readonly()
      .describe("What a row that leaves a field out was calculated with."),
  })
  .meta({ title: "BatchResponse" });

export type BatchResponse = z.output<typeof batchResponseSchema>;
