import { z } from "zod";
import type { Refusal } from "@/lib/server/outbound/read-answer";
import { nonNegativeNumber } from "./json-number";
import { createProviderKit, type ProviderOptions } from "./provider-kit";
import type { Coinwarz } from "./providers";

const identity = {
  id: "coinwarz",
  name: "CoinWarz",
  credit: { text: "Mining data by CoinWarz", url: "https://www.coinwarz.com" },
} as const;

export const coinwarzBaseUrl = "https://www.coinwarz.com/v1/api";

/** `ExchangeRate` is left out on purpose: it is in BTC, which for Bitcoin says nothing. */
const profitabilitySchema = z.looseObject({
  Data: z.array(
    z.looseObject({ CoinTag: z.string(), Difficulty: nonNegativeNumber, BlockReward: nonNegativeNumber }),
  ),
});

const failureSchema = z.looseObject({ Success: z.literal(false) });

/** CoinWarz answers 200 to a refused call too; its message is not repeated, since it may quote the key. */
function refusal(json: unknown): Refusal | null {
  return failureSchema.safeParse(json).success ? { code: "Success:false", retryable: false } : null;
}

interface CoinwarzOptions extends ProviderOptions {
  readonly apiKey: string;
}

/**
 * CoinWarz, as a cross-check of difficulty and block subsidy.
 *
 * @see https://www.coinwarz.com/v1/api/documentation
 */
export function createCoinwarz(options: CoinwarzOptions): Coinwarz {
  const { fetchJson, baseUrl, apiKey } = options;
  const kit = createProviderKit(identity, options);
  return {
    ...identity,
    async bitcoinProfitability() {
      const url = `${baseUrl}/profitability/?apikey=${encodeURIComponent(apiKey)}&algo=sha-256`;
      const { Data } = await fetchJson({ provider: kit.id, url, schema: profitabilitySchema, refusal });
      const bitcoin = Data.find((coin) => coin.CoinTag === "BTC");
      if (bitcoin === undefined) throw kit.shapeError("Bitcoin is not among the coins of the answer");
      return {
        difficulty: await kit.reading({ value: bitcoin.Difficulty, unit: "", band: "difficulty" }),
        subsidyBtc: await kit.reading({ value: bitcoin.BlockReward, unit: "BTC/block", band: "subsidyBtc" }),
      };
    },
  };
}
