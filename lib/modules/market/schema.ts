import { z } from "zod";
import { defineContract } from "@/lib/server/contract";

/** A number with its provenance, as `Figure` in lib/domain/provenance defines it. */
export const figureSchema = z.strictObject({
  value: z.number().nullable().describe("The number in `unit`; null when missing, and then `note` says why."),
  unit: z.string(),
  source: z.string().nullable().describe("Who says so; null when the value is missing."),
  asOf: z.iso.datetime().nullable().describe("The moment the number describes, UTC."),
  stale: z.boolean().describe("Older than its kind allows, or its source could not be asked again."),
  note: z.string().exactOptional().describe("Formula, caveat, or why the value is missing."),
});

const creditSchema = z.strictObject({ text: z.string(), url: z.url() });

export const retargetOutlookSchema = z.strictObject({
  height: z.number().int().nullable().describe("First block that will carry the next difficulty."),
  estimatedAt: z.iso.datetime().nullable().describe("When that block is expected."),
  estimatedChangeRatio: figureSchema.describe("0.02 is +2 %."),
  remainingBlocks: figureSchema,
  previousChangeRatio: figureSchema.describe("Change at the last retarget."),
});

/** What the market and the network look like now. */
export const marketNowSchema = z.strictObject({
  btcPriceUsd: figureSchema,
  crossChecks: z
    .array(figureSchema)
    .describe("Further price sources; shown beside the price, never mixed in."),
  difficulty: figureSchema,
  blockHeight: figureSchema,
  observedHashrateThs: figureSchema.describe("Carries block luck; never divide by it."),
  feesBtcPerBlock: figureSchema.describe("Mean of 144 blocks."),
  subsidyBtc: figureSchema.describe("Per block, by height."),
  hashpriceUsdPerPhDay: figureSchema,
  retarget: retargetOutlookSchema,
  fearGreed: figureSchema.describe("0 extreme fear to 100 extreme greed."),
  impliedVolatilityPct: figureSchema.describe("Deribit's DVOL: 30 days, percent a year."),
  credits: z.array(creditSchema).describe("Attribution that must stand beside the figures."),
  generatedAt: z.iso.datetime(),
});
export type MarketNow = z.infer<typeof marketNowSchema>;

export const marketDaySchema = z.strictObject({
  dayUtc: z.iso.date(),
  closeUsd: z.number().nullable().describe("Daily close; null on a day that nobody supplied."),
  sources: z.number().int().nullable().describe("Number of public sources that the close is the median of."),
  difficulty: z.number().nullable().describe("In force at the end of the day."),
  hashpriceUsdPerPhDay: z
    .number()
    .nullable()
    .describe("From close, difficulty and subsidy; fees not included."),
});
export type MarketDay = z.infer<typeof marketDaySchema>;

export const retargetSchema = z.strictObject({
  height: z.number().int(),
  dayUtc: z.iso.date(),
  difficulty: z.number(),
  dateSource: z.string().describe("How the date is known."),
  changeRatio: z.number().nullable().describe("Against the epoch before; null for the first known."),
});
export type Retarget = z.infer<typeof retargetSchema>;

/** Daily closes, difficulty and hashprice over the whole known history, oldest first, without gaps in days. */
export const marketHistorySchema = z.strictObject({
  days: z.array(marketDaySchema),
  retargets: z.array(retargetSchema),
  provenance: z.strictObject({
    closeUsd: z.string(),
    difficulty: z.string(),
    hashpriceUsdPerPhDay: z.string(),
    firstDayUtc: z.iso.date().nullable(),
    lastDayUtc: z.iso.date().nullable(),
    missingDaysUtc: z.array(z.iso.date()),
  }),
});
export type MarketHistory = z.infer<typeof marketHistorySchema>;

export const marketNowContract = defineContract({
  method: "GET",
  path: "/api/market/now",
  tag: "Market",
  summary: "Price, difficulty, fees, hashprice and next retarget, each with source and age",
  description:
    "Never waits more than three seconds: when no provider answers, the last known values come with `stale: true` and the moment they describe.",
  permission: "market:read",
  result: marketNowSchema,
  cacheControl: "public, max-age=10, stale-while-revalidate=50",
});

export const marketHistoryContract = defineContract({
  method: "GET",
  path: "/api/market/history",
  tag: "Market",
  summary: "Daily closes, retargets and hashprice over the whole known history (UTC days)",
  permission: "market:read",
  result: marketHistorySchema,
  cacheControl: "public, max-age=300, stale-while-revalidate=3600",
});
