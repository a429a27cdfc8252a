import type { DailyBar, DailyClose, Provider, Reading, Series, TimedValue } from "./reading";

/** Bitcoin against USDT; used as the dollar price, and every reading says so. */
export interface Binance extends Provider {
  /** Last trade, USD. */
  tickerPrice(): Promise<Reading>;
  /** Closed UTC days from `startMs` on (Unix ms), oldest first; at most `limit` (1..1000). */
  dailyKlines(range: { startMs?: number; limit: number }): Promise<Series<DailyBar>>;
}

/** Bitcoin against USDT; used as the dollar price, and every reading says so. */
export interface Okx extends Provider {
  /** Last trade, USD. */
  tickerPrice(): Promise<Reading>;
  /** Closed UTC days before `beforeMs` (Unix ms; absent: now), oldest first; at most `limit` (1..300). */
  dailyCandles(range: { beforeMs?: number; limit: number }): Promise<Series<DailyBar>>;
}

/** At most 10,000 calls a month: cache for 300 s or longer. */
export interface Coingecko extends Provider {
  /** Volume-weighted price over many exchanges, USD. */
  simplePrice(): Promise<Reading>;
  /** Closes of finished UTC days, oldest first, up to `days` (1..365) back. */
  marketChart(range: { days: number }): Promise<Series<DailyClose>>;
}

export interface RetargetPoint {
  readonly height: number;
  readonly at: string;
  readonly difficulty: number;
  /** Change against the epoch before: 0.0698 is +6.98 %. */
  readonly changeRatio: number;
}

interface RetargetEstimate {
  /** Height of the first block of the next epoch. */
  readonly nextHeight: Reading;
  readonly remainingBlocks: Reading;
  /** Unit "ratio": 0.02 is +2 %; between -0.75 and 3. */
  readonly estimatedChangeRatio: Reading;
  readonly previousChangeRatio: Reading;
  /** Mean time between blocks in this epoch so far, ms. */
  readonly meanBlockTimeMs: Reading;
  /** ISO 8601 UTC. */
  readonly estimatedAt: string;
}

export interface MempoolSpace extends Provider {
  difficultyAdjustment(): Promise<RetargetEstimate>;
  /** Hashrate observed over three days (TH/s, with block luck inside) and the difficulty in force. */
  hashrate3d(): Promise<{ observedHashrateThs: Reading; difficulty: Reading }>;
  /** Retargets within the interval, oldest first. */
  difficultyAdjustments(interval: MempoolInterval): Promise<Series<RetargetPoint>>;
  /** Mean fees per block over the last 144 blocks, BTC/block. */
  feesPerBlock144(): Promise<Reading>;
  tipHeight(): Promise<Reading>;
  /** Timestamp of the block at a height, Unix seconds; never changes once it is deep. */
  blockTime(height: number): Promise<Reading>;
}

export type MempoolInterval = "3m" | "6m" | "1y" | "2y" | "3y" | "all";

export interface BlockchainInfoStats {
  readonly btcPriceUsd: Reading;
  readonly difficulty: Reading;
  /** The day's hashrate with block luck inside: to be shown, never to be divided by. */
  readonly observedHashrateThs: Reading;
  /** Fees of the day over blocks of the day, BTC/block. */
  readonly feesBtcPerBlock: Reading;
  /** Height of the first block of the next epoch (the provider names the block before it). */
  readonly nextRetargetHeight: Reading;
}

export type ChartTimespan = "30days" | "180days" | "1year" | "2years" | "5years" | "all";

export interface BlockchainInfo extends Provider {
  stats(): Promise<BlockchainInfoStats>;
  difficultyChart(timespan: ChartTimespan): Promise<Series<TimedValue>>;
  /** TH/s, with block luck inside. */
  hashrateChart(timespan: ChartTimespan): Promise<Series<TimedValue>>;
  /** USD. */
  marketPriceChart(timespan: ChartTimespan): Promise<Series<TimedValue>>;
}

/** A cross-check only: at most 25 calls a day and 1,000 in the life of a free key. */
export interface Coinwarz extends Provider {
  bitcoinProfitability(): Promise<{ difficulty: Reading; subsidyBtc: Reading }>;
}

interface FearGreedPoint {
  readonly dayUtc: string;
  /** 0 (extreme fear) to 100 (extreme greed). */
  readonly value: number;
  readonly classification: string;
}

export interface AlternativeMe extends Provider {
  fearGreed(): Promise<{ index: Reading; classification: string; nextUpdateSeconds: number | null }>;
  /** Oldest first; `limit` 0 is everything since 2018-02. */
  fearGreedHistory(range: { limit: number }): Promise<Series<FearGreedPoint>>;
}

export interface Deribit extends Provider {
  /** Deribit's BTC index, USD. */
  indexPrice(): Promise<Reading>;
  /** Hourly closes of the 30-day implied volatility index DVOL, percent a year, between two moments (Unix ms). */
  volatilityIndex(range: { startMs: number; endMs: number }): Promise<Series<TimedValue>>;
  /** BTC-PERPETUAL: funding over the last 8 hours and at present as a ratio (may be negative), and the mark price. */
  perpetualFunding(): Promise<{
    funding8hRatio: Reading;
    currentFundingRatio: Reading;
    markPriceUsd: Reading;
  }>;
}

export interface AnkrRpc extends Provider {
  blockchainInfo(): Promise<{ difficulty: Reading; blockHeight: Reading }>;
  /** Hashrate estimated from the last `blocks` blocks, TH/s, with block luck inside. */
  networkHashrate(range: { blocks: number }): Promise<Reading>;
}

/** Every outside service; `null` where it needs a key and none is configured. */
export interface Providers {
  readonly binance: Binance;
  readonly okx: Okx;
  readonly coingecko: Coingecko;
  readonly mempoolSpace: MempoolSpace;
  readonly blockchainInfo: BlockchainInfo;
  readonly alternativeMe: AlternativeMe;
  readonly deribit: Deribit;
  readonly coinwarz: Coinwarz | null;
  readonly ankrRpc: AnkrRpc | null;
}
