import { binance, coingecko, deribit, okx } from "./exchanges.mjs";
import { alternativeMe, ankrRpc, blockchainInfo, coinwarz, mempoolSpace } from "./networks.mjs";

/** Questions by provider and path; a path that ends in ":" takes one more segment. */
export const answers = /** @type {Record<string, Record<string, import("./question.mjs").Answer>>} */ ({
  binance,
  okx,
  coingecko,
  "blockchain-info": blockchainInfo,
  "mempool-space": mempoolSpace,
  coinwarz,
  "alternative-me": alternativeMe,
  deribit,
  "ankr-rpc": ankrRpc,
});
