import type { FetchJson } from "@/lib/server/outbound/fetch-json";
import { alternativeMeBaseUrl, createAlternativeMe } from "./alternative-me";
import { ankrRpcBaseUrl, createAnkrRpc } from "./ankr-rpc";
import { binanceBaseUrl, createBinance } from "./binance";
import { blockchainInfoBaseUrl, createBlockchainInfo } from "./blockchain-info";
import { coingeckoBaseUrl, createCoingecko } from "./coingecko";
import { coinwarzBaseUrl, createCoinwarz } from "./coinwarz";
import { createDeribit, deribitBaseUrl } from "./deribit";
import { createMempoolSpace, mempoolSpaceBaseUrl } from "./mempool-space";
import { createOkx, okxBaseUrl } from "./okx";
import type { ProviderId } from "./provider-id";
import type { ProviderOptions } from "./provider-kit";
import type { Providers } from "./providers";

export interface ProvidersOptions {
  readonly fetchJson: FetchJson;
  readonly clock?: ProviderOptions["clock"];
  readonly lastKnown?: ProviderOptions["lastKnown"];
  /** Sends every call to `<base>/<provider id>` instead of the provider: the upstream simulator. */
  readonly upstreamBaseUrl?: string | undefined;
  readonly coingeckoApiKey?: string | undefined;
  readonly coinwarzApiKey?: string | undefined;
  readonly ankrApiKey?: string | undefined;
}

/** All providers over one outbound client; those that need a key and have none are `null`. */
export function createProviders(options: ProvidersOptions): Providers {
  const { fetchJson, clock = { now: () => Date.now() }, lastKnown = () => null } = options;
  const { upstreamBaseUrl, coingeckoApiKey, coinwarzApiKey, ankrApiKey } = options;
  const at = (id: ProviderId, ownBaseUrl: string): ProviderOptions => ({
    fetchJson,
    clock,
    lastKnown,
    baseUrl: upstreamBaseUrl === undefined ? ownBaseUrl : `${upstreamBaseUrl.replace(/\/+$/, "")}/${id}`,
  });
  return {
    binance: createBinance(at("binance", binanceBaseUrl)),
    okx: createOkx(at("okx", okxBaseUrl)),
    coingecko: createCoingecko({ ...at("coingecko", coingeckoBaseUrl), apiKey: coingeckoApiKey }),
    mempoolSpace: createMempoolSpace(at("mempool-space", mempoolSpaceBaseUrl)),
    blockchainInfo: createBlockchainInfo(at("blockchain-info", blockchainInfoBaseUrl)),
    alternativeMe: createAlternativeMe(at("alternative-me", alternativeMeBaseUrl)),
    deribit: createDeribit(at("deribit", deribitBaseUrl)),
    coinwarz:
      coinwarzApiKey === undefined
        ? null
        : createCoinwarz({ ...at("coinwarz", coinwarzBaseUrl), apiKey: coinwarzApiKey }),
    ankrRpc:
      ankrApiKey === undefined
        ? null
        : createAnkrRpc({ ...at("ankr-rpc", ankrRpcBaseUrl), apiKey: ankrApiKey }),
  };
}
