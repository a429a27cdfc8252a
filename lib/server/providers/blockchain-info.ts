import { z } from "zod";
import { btcFromSatoshi, nonNegativeNumber, thsFromGhs } from "./json-number";
import { createProviderKit, type ProviderKit, type ProviderOptions } from "./provider-kit";
import type { BlockchainInfo, BlockchainInfoStats, ChartTimespan } from "./providers";
import type { BandName } from "./sanity-band";

const identity = {
  id: "blockchain-info",
  name: "Blockchain.com",
  credit: {
    text: "Charts and statistics by Blockchain.com",
    url: "https://www.blockchain.com/explorer/charts",
  },
} as const;

export const blockchainInfoBaseUrl = "https://api.blockchain.info";

const luckNote = "Estimated from blocks found; block luck inside";

/** `timestamp` in ms, `hash_rate` in GH/s, `total_fees_btc` in satoshi in spite of its name. */
const statsSchema = z.looseObject({
  timestamp: nonNegativeNumber,
  market_price_usd: nonNegativeNumber,
  hash_rate: nonNegativeNumber,
  difficulty: nonNegativeNumber,
  total_fees_btc: nonNegativeNumber,
  n_blocks_mined: z.number().int().positive(),
  nextretarget: z.number().int().nonnegative(),
});

/** `x` in seconds; `y` may come in scientific notation. */
const chartSchema = z.looseObject({
  status: z.literal("ok"),
  unit: z.string(),
  values: z.array(z.looseObject({ x: nonNegativeNumber, y: nonNegativeNumber })),
});

interface Chart {
  readonly name: "difficulty" | "hash-rate" | "market-price";
  readonly timespan: ChartTimespan;
  readonly unit: string;
  readonly band: BandName;
  /** The number in our unit from the number in the unit that the answer names. */
  readonly convert: (value: number, answeredUnit: string) => number;
}

/**
 * Blockchain.com's statistics and charts. Throttled per address, and without CORS: for the server only.
 *
 * @see https://www.blockchain.com/explorer/api/charts_api
 */
export function createBlockchainInfo(options: ProviderOptions): BlockchainInfo {
  const { fetchJson, baseUrl } = options;
  const kit = createProviderKit(identity, options);

  async function chart({ name, timespan, unit, band, convert }: Chart) {
    // The default `sampled=true` thins long series.
    const url = `${baseUrl}/charts/${name}?timespan=${timespan}&format=json&sampled=false`;
    const answer = await fetchJson({ provider: kit.id, url, schema: chartSchema });
    // Before the first trade the chart says 0, which means "no price".
    const first = answer.values.findIndex((point) => point.y > 0);
    const points = answer.values.slice(Math.max(first, 0)).map((point) => ({
      at: kit.isoFromMs(point.x * 1000),
      value: kit.inBand(convert(point.y, answer.unit), band),
    }));
    return kit.series({ points, unit, ...(name === "hash-rate" ? { note: luckNote } : {}) });
  }

  return {
    ...identity,
    async stats() {
      const url = `${baseUrl}/stats`;
      return statsReadings(kit, await fetchJson({ provider: kit.id, url, schema: statsSchema }));
    },
    difficultyChart: (timespan) =>
      chart({
        name: "difficulty",
        timespan,
        unit: "",
        band: "historicalDifficulty",
        convert: (value) => value,
      }),
    hashrateChart: (timespan) =>
      chart({
        name: "hash-rate",
        timespan,
        unit: "TH/s",
        band: "historicalHashrateThs",
        convert: (value, answeredUnit) => {
          if (answeredUnit.includes("TH/s")) return value;
          if (answeredUnit.includes("GH/s")) return thsFromGhs(value);
          throw kit.shapeError("the hash-rate chart names neither TH/s nor GH/s as its unit");
        },
      }),
    marketPriceChart: (timespan) =>
      chart({ name: "market-price", timespan, unit: "USD", band: "btcCloseUsd", convert: (value) => value }),
  };
}

async function statsReadings(
  kit: ProviderKit,
  stats: z.output<typeof statsSchema>,
): Promise<BlockchainInfoStats> {
  const asOfMs = stats.timestamp;
  return {
    btcPriceUsd: await kit.reading({
      value: stats.market_price_usd,
      unit: "USD",
      band: "btcPriceUsd",
      asOfMs,
    }),
    difficulty: await kit.reading({ value: stats.difficulty, unit: "", band: "difficulty", asOfMs }),
    observedHashrateThs: await kit.reading({
      value: thsFromGhs(stats.hash_rate),
      unit: "TH/s",
      band: "observedHashrateThs",
      asOfMs,
      note: luckNote,
    }),
    feesBtcPerBlock: await kit.reading({
      value: btcFromSatoshi(stats.total_fees_btc) / stats.n_blocks_mined,
      unit: "BTC/block",
      band: "feesBtcPerBlock",
      asOfMs,
      note: "Mean of the last day's blocks",
    }),
    // Named is the last block of the epoch.
    nextRetargetHeight: await kit.reading({
      value: stats.nextretarget + 1,
      unit: "block",
      band: "blockHeight",
      asOfMs,
    }),
  };
}
