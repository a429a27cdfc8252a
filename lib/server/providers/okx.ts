import { z } from "zod";
import type { Refusal } from "@/lib/server/outbound/read-answer";
import { dailyBar } from "./daily-bar";
import { nonNegativeString, numericStringOrEmpty } from "./json-number";
import { createProviderKit, type ProviderOptions } from "./provider-kit";
import type { Okx } from "./providers";

const identity = {
  id: "okx",
  name: "OKX",
  credit: { text: "Prices by OKX", url: "https://www.okx.com" },
} as const;

export const okxBaseUrl = "https://www.okx.com";

const market = "BTC/USDT";
const note = "USDT price, read as USD";

/** An empty string means "no value", which for a last price is no answer. */
const tickerSchema = z.looseObject({
  data: z.tuple([
    z.looseObject({ instId: z.literal("BTC-USDT"), last: numericStringOrEmpty, ts: nonNegativeString }),
  ]),
});

/** [ts ms, open, high, low, close, volume in BTC, ..., confirm]; all strings, newest first. */
const candlesSchema = z.looseObject({
  data: z.array(
    z.tuple([
      nonNegativeString,
      nonNegativeString,
      nonNegativeString,
      nonNegativeString,
      nonNegativeString,
      nonNegativeString,
      z.string(),
      z.string(),
      z.enum(["0", "1"]),
    ]),
  ),
});

const envelopeSchema = z.looseObject({ code: z.string() });

/** OKX answers 200 to a refused call and writes the refusal as a code other than "0". */
function refusal(json: unknown): Refusal | null {
  const envelope = envelopeSchema.safeParse(json);
  if (!envelope.success || envelope.data.code === "0") return null;
  const { code } = envelope.data;
  return { code, retryable: code.startsWith("50"), rateLimited: code === "50011" };
}

/**
 * OKX v5 market data.
 *
 * @see https://www.okx.com/docs-v5/en/#order-book-trading-market-data
 */
export function createOkx(options: ProviderOptions): Okx {
  const { fetchJson, baseUrl } = options;
  const kit = createProviderKit(identity, options);
  return {
    ...identity,
    async tickerPrice() {
      const url = `${baseUrl}/api/v5/market/ticker?instId=BTC-USDT`;
      const answer = await fetchJson({ provider: kit.id, url, schema: tickerSchema, refusal });
      const { last, ts } = answer.data[0];
      if (last === null) throw kit.shapeError("the ticker has no last price");
      return kit.reading({ value: last, unit: "USD", band: "btcPriceUsd", asOfMs: ts, market, note });
    },
    async dailyCandles({ beforeMs, limit }) {
      const before = beforeMs === undefined ? "" : `&after=${beforeMs}`;
      // "1D" would follow the day of Hong Kong.
      const url = `${baseUrl}/api/v5/market/candles?instId=BTC-USDT&bar=1Dutc&limit=${limit}${before}`;
      const answer = await fetchJson({ provider: kit.id, url, schema: candlesSchema, refusal });
      const points = answer.data
        .filter((row) => row[8] === "1")
        .map(([openMs, open, high, low, close, volumeBtc]) =>
          dailyBar(kit, { openMs, open, high, low, close, volumeBtc }),
        )
        .reverse();
      return kit.series({ points, unit: "USD", market, note });
    },
  };
}
