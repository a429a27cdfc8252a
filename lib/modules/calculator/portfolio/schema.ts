import { z } from "zod";
import type { DailyEstimate, PortfolioTotals } from "@/lib/domain/portfolio/portfolio";
import { figureSchema } from "@/lib/modules/market/schema";

const moment = z.iso.datetime();
const nullable = () => z.number().nullable();

const estimateShape = {
  btcPerDayNetEstimate: z.number().describe("After pool fee."),
  dailyRevenueUsdEstimate: nullable().describe("Before pool fee; null without a BTC price."),
  dailyPoolFeeUsdEstimate: nullable(),
  dailyEnergyKwhEstimate: z.number(),
  dailyPowerCostUsdEstimate: z.number(),
  dailyProfitUsdEstimate: nullable(),
  dailyProfitBtcEstimate: nullable().describe("Profit in USD at the BTC price it was computed with."),
  breakevenElectricityUsdPerKwhEstimate: nullable(),
  breakevenElectricityReason: z.string().nullable().describe("Why it is null."),
  breakevenBtcPriceUsdEstimate: nullable(),
  breakevenBtcPriceReason: z.string().nullable().describe("Why it is null."),
  paybackMonthsEstimate: nullable().describe(
    "From now, with halvings and ageing, everything else unchanged.",
  ),
  paybackReason: z.string().nullable().describe("Why there is none."),
  paybackWarning: z.string().nullable(),
};
export const estimateSchema = z.strictObject(estimateShape) satisfies z.ZodType<DailyEstimate>;

export const totalsSchema = z.strictObject({
  ...estimateShape,
  machines: z.int(),
  machinesAtLoss: z.int(),
  hashrateThs: z.number(),
  powerWatts: z.number(),
  capexUsd: nullable().describe("Null while it is unknown for any machine."),
  machinesWithoutCapex: z.int(),
}) satisfies z.ZodType<PortfolioTotals>;

const plateFigure = z.strictObject({
  value: z.number(),
  source: z.string().describe('"your own figure", or the catalogue with its source.'),
  isOwn: z.boolean(),
});

export const machineSchema = z.strictObject({
  id: z.uuid(),
  version: z.int(),
  name: z.string(),
  site: z.string(),
  minerModel: z.strictObject({ slug: z.string(), name: z.string() }).nullable(),
  quantity: z.int(),
  hashrateThs: plateFigure.describe("Of one machine."),
  powerWatts: plateFigure.describe("Of one machine at the wall."),
  electricityUsdPerKwh: z.string(),
  poolFeeRatio: z.number(),
  uptimeRatio: z.number(),
  hashrateDecayRatioPerMonth: z.number(),
  capexUsd: z.string().nullable(),
  purchasedOn: z.iso.date().nullable(),
  addedAt: moment,
  estimate: estimateSchema.nullable().describe("Null until it is calculated."),
  isEstimateCurrent: z.boolean().describe("Whether the figures are of the machines as they stand now."),
});
export type Machine = z.output<typeof machineSchema>;

export const portfolioSchema = z.strictObject({
  version: z.int().describe("Rises with every change; 0 before the first."),
  changedAt: moment.nullable(),
  isRecalculating: z.boolean().describe("A change is on its way: figures are of the version before."),
  calculatedAt: moment.nullable(),
  missingReason: z.string().nullable().describe("Why nothing could be calculated."),
  machines: z.array(machineSchema),
  totals: totalsSchema.nullable().describe("Of all machines when they were last calculated."),
  market: z
    .strictObject({
      figures: z.strictObject({
        btcPriceUsd: figureSchema,
        difficulty: figureSchema,
        subsidyBtc: figureSchema,
        feesBtcPerBlock: figureSchema,
        blockHeight: figureSchema,
      }),
      generatedAt: moment,
    })
    .nullable()
    .describe("What the figures were calculated with."),
  formulas: z.record(z.string(), z.string()),
});
export type Portfolio = z.output<typeof portfolioSchema>;

export const historyDaySchema = z.strictObject({
  dayUtc: z.iso.date(),
  machines: z.int(),
  hashrateThs: z.number(),
  btcPerDayNetEstimate: z.number(),
  dailyRevenueUsdEstimate: nullable(),
  dailyPowerCostUsdEstimate: z.number(),
  dailyProfitUsdEstimate: nullable(),
  dailyProfitBtcEstimate: nullable(),
  btcPriceUsd: nullable(),
  difficulty: z.number(),
  calculatedAt: moment,
});
export type HistoryDay = z.output<typeof historyDaySchema>;

export const historySchema = z.strictObject({
  days: z
    .array(historyDaySchema)
    .describe("Oldest first; a day on which nothing was calculated is not there."),
});

export const historyQuery = z.strictObject({
  days: z.coerce.number().int().min(1).max(3_660).default(365).describe("How far back, UTC days."),
});
