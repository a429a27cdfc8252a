import { daySeconds, dayStart, integer, text } from "./question.mjs";
import * as world from "./world.mjs";

/** @typedef {import("./question.mjs").Question} Question */
/** @typedef {import("./question.mjs").Answer} Answer */

/** @type {Record<string, Answer>} */
export const blockchainInfo = {
  "/stats": ({ seconds, figure }) => {
    const blocks = world.blocksInDay(seconds);
    return {
      timestamp: Math.floor(seconds) * 1000,
      market_price_usd: figure(world.priceUsd(seconds) * 1.0005),
      hash_rate: figure(world.observedHashrateHs(seconds) / 1e9),
      total_fees_btc: Math.round(figure(world.feesBtcPerBlock(seconds)) * blocks * 1e8),
      n_btc_mined: blocks * world.subsidyBtc * 1e8,
      n_tx: 412_000,
      n_blocks_mined: blocks,
      minutes_between_blocks: 1440 / blocks,
      n_blocks_total: world.heightAt(seconds),
      nextretarget: world.epochAt(seconds).nextHeight - 1,
      difficulty: figure(world.difficulty),
      miners_revenue_btc: Math.floor(blocks * (world.subsidyBtc + world.feesBtcPerBlock(seconds))),
    };
  },
  "/charts/difficulty": (question) => chart(question, "Difficulty", "Difficulty", difficultyAt),
  "/charts/hash-rate": (question) =>
    chart(question, "Hash Rate", "Hash Rate TH/s", (at) => world.observedHashrateHs(at) / 1e12),
  "/charts/market-price": (question) => chart(question, "Market Price (USD)", "USD", world.priceUsd),
};

/** @param {number} at */
function difficultyAt(at) {
  return world.retargetsUntil(at).at(-1)?.difficulty ?? world.difficulty;
}

/**
 * @param {Question} question @param {string} name @param {string} unit @param {(at: number) => number} valueAt
 */
function chart({ seconds, query, figure }, name, unit, valueAt) {
  const days =
    { "30days": 30, "180days": 180, "1year": 365, "2years": 730 }[query.get("timespan") ?? ""] ?? 1095;
  const values = Array.from({ length: days }, (_, index) => {
    const x = dayStart(seconds) - (days - 1 - index) * daySeconds;
    return { x, y: figure(valueAt(x)) };
  });
  return { status: "ok", name, unit, period: "day", description: "", values };
}

/** @type {Record<string, Answer>} */
export const mempoolSpace = {
  "/v1/difficulty-adjustment": ({ seconds, figure }) => {
    const epoch = world.epochAt(seconds);
    return {
      progressPercent: (100 * epoch.blocks) / 2016,
      difficultyChange: figure(epoch.changePct),
      estimatedRetargetDate: Math.round(epoch.estimatedAt * 1000),
      remainingBlocks: figure(epoch.remaining),
      remainingTime: Math.round(epoch.remaining * epoch.meanSeconds * 1000),
      previousRetarget: 0,
      previousTime: epoch.startedAt,
      nextRetargetHeight: epoch.nextHeight,
      timeAvg: Math.round(epoch.meanSeconds * 1000),
      adjustedTimeAvg: Math.round(epoch.meanSeconds * 1000),
      timeOffset: 0,
      expectedBlocks: (seconds - epoch.startedAt) / 600,
    };
  },
  "/v1/mining/hashrate/3d": ({ seconds, figure }) => ({
    hashrates: [{ timestamp: dayStart(seconds), avgHashrate: world.observedHashrateHs(dayStart(seconds)) }],
    difficulty: world
      .retargetsUntil(seconds)
      .slice(-1)
      .map((row) => ({ ...row, timestamp: row.at })),
    currentHashrate: figure(world.observedHashrateHs(seconds)),
    currentDifficulty: figure(world.difficulty),
  }),
  "/v1/mining/difficulty-adjustments/:": ({ seconds, figure }) =>
    world
      .retargetsUntil(seconds)
      .map((row) => [row.at, row.height, figure(row.difficulty), world.round(row.factor, 6)])
      .reverse(),
  "/v1/mining/reward-stats/144": ({ seconds, figure }) => {
    const feesSatoshi = figure(world.feesBtcPerBlock(seconds)) * 144 * 1e8;
    const height = world.heightAt(seconds);
    const rewardSatoshi = feesSatoshi + 144 * world.subsidyBtc * 1e8;
    const totals = { totalReward: text(rewardSatoshi, 0), totalFee: text(feesSatoshi, 0), totalTx: "412000" };
    return { startBlock: height - 143, endBlock: height, ...totals };
  },
  "/blocks/tip/height": ({ seconds, figure }) => figure(world.heightAt(seconds)),
  "/v1/blocks/:": ({ path, seconds, figure }) => {
    const top = Math.min(Number(path.split("/").at(-1)), world.heightAt(seconds));
    return Array.from({ length: 15 }, (_, index) => ({
      id: `${top - index}`.padStart(64, "0"),
      height: top - index,
      timestamp: figure(world.blockSecondsAt(top - index)),
    }));
  },
};

/** @type {Record<string, Answer>} */
export const coinwarz = {
  "/profitability/": ({ figure }) => ({
    Success: true,
    Message: "",
    Data: [
      {
        CoinName: "Bitcoin",
        CoinTag: "BTC",
        Algorithm: "SHA-256",
        Difficulty: figure(world.difficulty),
        BlockReward: figure(world.subsidyBtc),
        ProfitRatio: 100,
        ExchangeRate: 1,
        BlockTimeInSeconds: 600,
        HealthStatus: "Healthy",
      },
    ],
  }),
};

/** @type {Record<string, Answer>} */
export const alternativeMe = {
  "/fng/": ({ seconds, query, figure }) => {
    const limit = integer(query, "limit", 1) || 365;
    const today = dayStart(seconds);
    const data = Array.from({ length: limit }, (_, index) => {
      const at = today - index * daySeconds;
      const row = { value: text(figure(world.fearGreedIndex(at)), 0), value_classification: "Neutral" };
      const next = index === 0 ? { time_until_update: text(today + daySeconds - seconds, 0) } : {};
      return { ...row, timestamp: String(at), ...next };
    });
    return { name: "Fear and Greed Index", data, metadata: { error: null } };
  },
};

/** @type {Record<string, Answer>} */
export const ankrRpc = {
  "/btc/:": ({ seconds, body, figure }) => {
    const id = body?.id ?? null;
    if (body?.method === "getnetworkhashps") {
      return { result: figure(world.observedHashrateHs(seconds)), error: null, id };
    }
    if (body?.method !== "getblockchaininfo") {
      return { result: null, error: { code: -32601, message: "Method not found" }, id };
    }
    const height = world.heightAt(seconds);
    const chain = { chain: "main", blocks: height, headers: height, difficulty: figure(world.difficulty) };
    return {
      result: { ...chain, mediantime: world.blockSecondsAt(height - 5), pruned: false },
      error: null,
      id,
    };
  },
};
