import { z } from "zod";
import type { Refusal } from "@/lib/server/outbound/read-answer";
import { finiteNumber, nonNegativeNumber } from "./json-number";
import { createProviderKit, type ProviderOptions } from "./provider-kit";
import type { Deribit } from "./providers";

const identity = {
  id: "deribit",
  name: "Deribit",
  credit: { text: "Derivatives data by Deribit", url: "https://www.deribit.com" },
} as const;

export const deribitBaseUrl = "https://www.deribit.com/api/v2";

/** `usOut` is the moment of the answer in microseconds. */
const indexSchema = z.looseObject({
  usOut: nonNegativeNumber,
  result: z.looseObject({ index_price: nonNegativeNumber }),
});

/** Rows of [ms, open, high, low, close]. */
const volatilitySchema = z.looseObject({
  result: z.looseObject({
    data: z.array(
      z.tuple([
        nonNegativeNumber,
        nonNegativeNumber,
        nonNegativeNumber,
        nonNegativeNumber,
        nonNegativeNumber,
      ]),
    ),
  }),
});

const perpetualSchema = z.looseObject({
  result: z.looseObject({
    timestamp: nonNegativeNumber,
    mark_price: nonNegativeNumber,
    current_funding: finiteNumber,
    funding_8h: finiteNumber,
  }),
});

const errorSchema = z.looseObject({ error: z.looseObject({ code: z.number() }) });

/** 10028 is "too many requests"; Deribit also closes the connection then. */
const tooManyRequests = 10_028;

function refusal(json: unknown): Refusal | null {
  const error = errorSchema.safeParse(json);
  if (!error.success) return null;
  const isRateLimit = error.data.error.code === tooManyRequests;
  return { code: String(error.data.error.code), retryable: isRateLimit, rateLimited: isRateLimit };
}

/**
 * Deribit's public methods.
 *
 * @see https://docs.deribit.com
 */
export function createDeribit(options: ProviderOptions): Deribit {
  const { fetchJson, baseUrl } = options;
  const kit = createProviderKit(identity, options);
  const get = <Schema extends z.ZodType>(path: string, schema: Schema) =>
    fetchJson({ provider: kit.id, url: `${baseUrl}/public/${path}`, schema, refusal });

  return {
    ...identity,
    async indexPrice() {
      const { result, usOut } = await get("get_index_price?index_name=btc_usd", indexSchema);
      const asOfMs = Math.floor(usOut / 1000);
      return kit.reading({
        value: result.index_price,
        unit: "USD",
        band: "btcPriceUsd",
        asOfMs,
        market: "index",
      });
    },
    async volatilityIndex({ startMs, endMs }) {
      const range = `start_timestamp=${startMs}&end_timestamp=${endMs}&resolution=3600`;
      const { result } = await get(`get_volatility_index_data?currency=BTC&${range}`, volatilitySchema);
      const points = result.data.map(([atMs, , , , close]) => ({
        at: kit.isoFromMs(atMs),
        value: kit.inBand(close, "volatilityPct"),
      }));
      return kit.series({ points, unit: "%/year", market: "DVOL" });
    },
    async perpetualFunding() {
      const { result } = await get("ticker?instrument_name=BTC-PERPETUAL", perpetualSchema);
      const shared = { asOfMs: result.timestamp, market: "BTC-PERPETUAL" };
      const funding = { ...shared, unit: "ratio", band: "fundingRatio" } as const;
      return {
        funding8hRatio: await kit.reading({ ...funding, value: result.funding_8h }),
        currentFundingRatio: await kit.reading({ ...funding, value: result.current_funding }),
        markPriceUsd: await kit.reading({
          ...shared,
          value: result.mark_price,
          unit: "USD",
          band: "btcPriceUsd",
        }),
      };
    },
  };
}
