import { z } from "zod";
import { nonNegativeString } from "./json-number";
import { createProviderKit, type ProviderOptions } from "./provider-kit";
import type { AlternativeMe } from "./providers";

const identity = {
  id: "alternative-me",
  name: "alternative.me",
  credit: {
    text: "Crypto Fear & Greed Index by alternative.me",
    url: "https://alternative.me/crypto/fear-and-greed-index/",
  },
} as const;

export const alternativeMeBaseUrl = "https://api.alternative.me";

/** Every number is a string; only the newest row says when the next one comes. */
const rowSchema = z.looseObject({
  value: nonNegativeString.pipe(z.number().int()),
  value_classification: z.string().min(1),
  timestamp: nonNegativeString,
  time_until_update: nonNegativeString.optional(),
});

const newestSchema = z.looseObject({ data: z.tuple([rowSchema]).rest(rowSchema) });
const historySchema = z.looseObject({ data: z.array(rowSchema) });

/**
 * The Crypto Fear & Greed Index, one value a UTC day.
 *
 * @see https://alternative.me/crypto/fear-and-greed-index/#api
 */
export function createAlternativeMe(options: ProviderOptions): AlternativeMe {
  const { fetchJson, baseUrl } = options;
  const kit = createProviderKit(identity, options);
  // No `date_format`: it would replace the epoch seconds by formatted text.
  const urlOf = (limit: number) => `${baseUrl}/fng/?limit=${limit}&format=json`;
  return {
    ...identity,
    async fearGreed() {
      const { data } = await fetchJson({ provider: kit.id, url: urlOf(1), schema: newestSchema });
      const newest = data[0];
      const asOfMs = newest.timestamp * 1000;
      return {
        index: await kit.reading({ value: newest.value, unit: "index", band: "fearGreedIndex", asOfMs }),
        classification: newest.value_classification,
        nextUpdateSeconds: newest.time_until_update ?? null,
      };
    },
    async fearGreedHistory({ limit }) {
      const { data } = await fetchJson({ provider: kit.id, url: urlOf(limit), schema: historySchema });
      const points = data
        .map((row) => ({
          dayUtc: kit.dayUtcFromMs(row.timestamp * 1000),
          value: kit.inBand(row.value, "fearGreedIndex"),
          classification: row.value_classification,
        }))
        .reverse();
      return kit.series({ points, unit: "index" });
    },
  };
}
