import { z } from "zod";
import { dailyBar } from "./daily-bar";
import { nonNegativeNumber, nonNegativeString } from "./json-number";
import { createProviderKit, type ProviderOptions } from "./provider-kit";
import type { Binance } from "./providers";

const identity = {
  id: "binance",
  name: "Binance",
  credit: { text: "Prices by Binance", url: "https://www.binance.com" },
} as const;

/** The market-data mirror: same paths as the main host, no key, no regional block (451). */
export const binanceBaseUrl = "https://data-api.binance.vision";

const market = "BTC/USDT";
const note = "USDT price, read as USD";

const tickerSchema = z.looseObject({ lastPrice: nonNegativeString, closeTime: nonNegativeNumber });

/** [openTime ms, open, high, low, close, volume, closeTime ms, ...]; numbers other than times are strings. */
const klinesSchema = z.array(
  z
    .tuple([
      nonNegativeNumber,
      nonNegativeString,
      nonNegativeString,
      nonNegativeString,
      nonNegativeString,
      nonNegativeString,
      nonNegativeNumber,
    ])
    .rest(z.unknown()),
);

/**
 * Binance spot market data.
 *
 * @see https://developers.binance.com/docs/binance-spot-api-docs/rest-api/market-data-endpoints
 */
export function createBinance(options: ProviderOptions): Binance {
  const { fetchJson, baseUrl, clock } = options;
  const kit = createProviderKit(identity, options);
  return {
    ...identity,
    async tickerPrice() {
      const url = `${baseUrl}/api/v3/ticker/24hr?symbol=BTCUSDT`;
      const { lastPrice, closeTime } = await fetchJson({ provider: kit.id, url, schema: tickerSchema });
      return kit.reading({
        value: lastPrice,
        unit: "USD",
        band: "btcPriceUsd",
        asOfMs: closeTime,
        market,
        note,
      });
    },
    async dailyKlines({ startMs, limit }) {
      const start = startMs === undefined ? "" : `&startTime=${startMs}`;
      const url = `${baseUrl}/api/v3/klines?symbol=BTCUSDT&interval=1d${start}&limit=${limit}`;
      const rows = await fetchJson({ provider: kit.id, url, schema: klinesSchema });
      // The last kline is the running day until its close time has passed.
      const closed = rows.filter((row) => row[6] < clock.now());
      const points = closed.map(([openMs, open, high, low, close, volumeBtc]) =>
        dailyBar(kit, { openMs, open, high, low, close, volumeBtc }),
      );
      return kit.series({ points, unit: "USD", market, note });
    },
  };
}
