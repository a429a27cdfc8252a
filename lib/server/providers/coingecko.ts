import { z } from "zod";
import type { Refusal } from "@/lib/server/outbound/read-answer";
import { nonNegativeNumber } from "./json-number";
import { createProviderKit, type ProviderOptions } from "./provider-kit";
import type { Coingecko } from "./providers";

const identity = {
  id: "coingecko",
  name: "CoinGecko",
  credit: { text: "Data provided by CoinGecko", url: "https://www.coingecko.com" },
} as const;

export const coingeckoBaseUrl = "https://api.coingecko.com/api/v3";

const dayMs = 86_400_000;

/** `bitcoin` is required: an unknown id is answered 200 with an empty object, which is no answer. */
const simplePriceSchema = z.looseObject({
  bitcoin: z.looseObject({ usd: nonNegativeNumber, last_updated_at: nonNegativeNumber }),
});

/** Pairs of [Unix ms, USD], oldest first. */
const marketChartSchema = z.looseObject({
  prices: z.array(z.tuple([nonNegativeNumber, nonNegativeNumber])).min(1),
});

const errorSchema = z.looseObject({ status: z.looseObject({ error_code: z.number() }) });

function refusal(json: unknown): Refusal | null {
  const error = errorSchema.safeParse(json);
  if (!error.success) return null;
  const code = error.data.status.error_code;
  return { code: String(code), retryable: code === 429, rateLimited: code === 429 };
}

interface CoingeckoOptions extends ProviderOptions {
  /** A key of the Demo plan; without one the limits are lower and vary with load. */
  readonly apiKey: string | undefined;
}

/**
 * CoinGecko's public API (Demo plan).
 *
 * @see https://docs.coingecko.com/v3.0.1/reference/introduction
 */
export function createCoingecko(options: CoingeckoOptions): Coingecko {
  const { fetchJson, baseUrl, apiKey } = options;
  const kit = createProviderKit(identity, options);
  const call = {
    provider: kit.id,
    refusal,
    headers: apiKey === undefined ? {} : { "x-cg-demo-api-key": apiKey },
  };
  return {
    ...identity,
    async simplePrice() {
      const url = `${baseUrl}/simple/price?ids=bitcoin&vs_currencies=usd&include_last_updated_at=true`;
      const { bitcoin } = await fetchJson({ ...call, url, schema: simplePriceSchema });
      const asOfMs = bitcoin.last_updated_at * 1000;
      return kit.reading({ value: bitcoin.usd, unit: "USD", band: "btcPriceUsd", asOfMs });
    },
    async marketChart({ days }) {
      const url = `${baseUrl}/coins/bitcoin/market_chart?vs_currency=usd&days=${days}&interval=daily`;
      const { prices } = await fetchJson({ ...call, url, schema: marketChartSchema });
      // The final point is the present moment. The others are taken at 00:00 UTC: the close of the day before.
      const points = prices.slice(0, -1).map(([atMs, price]) => ({
        dayUtc: kit.dayUtcFromMs(atMs - dayMs),
        closeUsd: kit.inBand(price, "btcCloseUsd"),
      }));
      return kit.series({ points, unit: "USD" });
    },
  };
}
