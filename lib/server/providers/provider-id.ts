/** Names a provider in budgets, breakers, metrics and in the simulator's paths. */
export type ProviderId =
  | "binance"
  | "okx"
  | "coingecko"
  | "mempool-space"
  | "blockchain-info"
  | "coinwarz"
  | "alternative-me"
  | "deribit"
  | "ankr-rpc";
