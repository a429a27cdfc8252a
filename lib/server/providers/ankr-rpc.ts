import { z } from "zod";
import type { Refusal } from "@/lib/server/outbound/read-answer";
import { nonNegativeNumber, thsFromHs } from "./json-number";
import { createProviderKit, type ProviderOptions } from "./provider-kit";
import type { AnkrRpc } from "./providers";

const identity = {
  id: "ankr-rpc",
  name: "Ankr",
  credit: { text: "Bitcoin node access by Ankr", url: "https://www.ankr.com" },
} as const;

export const ankrRpcBaseUrl = "https://rpc.ankr.com";

const blockchainInfoSchema = z.looseObject({
  result: z.looseObject({
    chain: z.literal("main"),
    blocks: z.number().int().nonnegative(),
    difficulty: nonNegativeNumber,
  }),
});

const hashrateSchema = z.looseObject({ result: nonNegativeNumber });

const errorSchema = z.looseObject({ error: z.looseObject({ code: z.number() }) });

/** -32601: this node does not offer the method. -32090: over the rate of the plan. */
function refusal(json: unknown): Refusal | null {
  const error = errorSchema.safeParse(json);
  if (!error.success) return null;
  const { code } = error.data.error;
  return { code: String(code), retryable: code === -32_090, rateLimited: code === -32_090 };
}

interface AnkrRpcOptions extends ProviderOptions {
  readonly apiKey: string;
}

/**
 * A Bitcoin Core node behind Ankr, over JSON-RPC. A POST, so never retried.
 *
 * @see https://developer.bitcoin.org/reference/rpc/getblockchaininfo.html
 * @see https://developer.bitcoin.org/reference/rpc/getnetworkhashps.html
 */
export function createAnkrRpc(options: AnkrRpcOptions): AnkrRpc {
  const { fetchJson, baseUrl, apiKey } = options;
  const kit = createProviderKit(identity, options);
  const url = `${baseUrl}/btc/${encodeURIComponent(apiKey)}`;
  const rpc = <Schema extends z.ZodType>(method: string, params: readonly number[], schema: Schema) =>
    fetchJson({
      provider: kit.id,
      url,
      method: "POST",
      body: { jsonrpc: "2.0", id: 1, method, params },
      schema,
      refusal,
    });

  return {
    ...identity,
    async blockchainInfo() {
      const { result } = await rpc("getblockchaininfo", [], blockchainInfoSchema);
      return {
        difficulty: await kit.reading({ value: result.difficulty, unit: "", band: "difficulty" }),
        blockHeight: await kit.reading({ value: result.blocks, unit: "block", band: "tipHeight" }),
      };
    },
    async networkHashrate({ blocks }) {
      const { result } = await rpc("getnetworkhashps", [blocks], hashrateSchema);
      return kit.reading({
        value: thsFromHs(result),
        unit: "TH/s",
        band: "observedHashrateThs",
        note: `Estimated from the last ${blocks} blocks; block luck inside`,
      });
    },
  };
}
