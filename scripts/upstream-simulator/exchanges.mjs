import { daySeconds, dayStart, integer, text } from "./question.mjs";
import * as world from "./world.mjs";

/** @typedef {import("./question.mjs").Question} Question */
/** @typedef {import("./question.mjs").Answer} Answer */

/**
 * The bar of the UTC day that begins at `start`, cut at the present.
 *
 * @param {number} start @param {Question} question
 */
function bar(start, { seconds, figure }) {
  const end = Math.min(start + daySeconds, seconds);
  const samples = Array.from({ length: 25 }, (_, hour) =>
    world.priceUsd(start + ((end - start) * hour) / 24),
  );
  return {
    start,
    isClosed: start + daySeconds <= seconds,
    open: figure(samples[0] ?? 0),
    high: figure(Math.max(...samples)),
    low: figure(Math.min(...samples)),
    close: figure(samples.at(-1) ?? 0),
    volumeBtc: 18_000,
  };
}

/** @type {Record<string, Answer>} */
export const binance = {
  "/api/v3/ticker/24hr": ({ seconds, figure }) => {
    const price = figure(world.priceUsd(seconds) * 1.0001);
    return {
      symbol: "BTCUSDT",
      priceChange: "0.00",
      priceChangePercent: "0.000",
      weightedAvgPrice: text(price),
      lastPrice: text(price),
      bidPrice: text(price),
      askPrice: text(price),
      volume: "18000.00",
      quoteVolume: "1500000000.00",
      openTime: (seconds - daySeconds) * 1000,
      closeTime: seconds * 1000,
      count: 2_000_000,
    };
  },
  "/api/v3/ticker/price": ({ seconds, figure }) => ({
    symbol: "BTCUSDT",
    price: text(figure(world.priceUsd(seconds) * 1.0001)),
  }),
  "/api/v3/klines": (question) => {
    const { seconds, query } = question;
    const limit = Math.min(integer(query, "limit", 500), 1000);
    const today = dayStart(seconds);
    const earliest = today - (limit - 1) * daySeconds;
    const asked = query.get("startTime");
    const start = asked === null ? earliest : Math.ceil(Number(asked) / 1000 / daySeconds) * daySeconds;
    const rows = [];
    for (let day = start; day <= today && rows.length < limit; day += daySeconds) {
      const { open, high, low, close, volumeBtc } = bar(day, question);
      const prices = [text(open), text(high), text(low), text(close), text(volumeBtc)];
      rows.push([day * 1000, ...prices, (day + daySeconds) * 1000 - 1, "1.0", 1, "1.0", "1.0", "0"]);
    }
    return rows;
  },
};

/** @type {Record<string, Answer>} */
export const okx = {
  "/api/v5/market/ticker": ({ seconds, figure }) => {
    const price = text(figure(world.priceUsd(seconds) * 0.9999), 1);
    const row = {
      instType: "SPOT",
      instId: "BTC-USDT",
      last: price,
      lastSz: "0.01",
      askPx: price,
      bidPx: price,
    };
    return {
      code: "0",
      msg: "",
      data: [{ ...row, open24h: price, sodUtc0: price, ts: text(seconds * 1000, 0) }],
    };
  },
  "/api/v5/market/candles": (question) => {
    const { seconds, query } = question;
    const limit = Math.min(integer(query, "limit", 100), 300);
    const beforeSeconds = query.has("after") ? Number(query.get("after")) / 1000 : seconds + 1;
    const rows = [];
    for (let day = dayStart(beforeSeconds - 1); rows.length < limit; day -= daySeconds) {
      const { open, high, low, close, volumeBtc, isClosed } = bar(day, question);
      const prices = [open, high, low, close].map((price) => text(price, 1));
      rows.push([String(day * 1000), ...prices, text(volumeBtc), "1.0", "1.0", isClosed ? "1" : "0"]);
    }
    return { code: "0", msg: "", data: rows };
  },
};

/** @type {Record<string, Answer>} */
export const coingecko = {
  "/simple/price": ({ seconds, figure, query }) => {
    if (query.get("ids") !== "bitcoin") return {};
    return { bitcoin: { usd: figure(world.priceUsd(seconds)), last_updated_at: Math.floor(seconds) } };
  },
  "/coins/bitcoin/market_chart": ({ seconds, query, figure }) => {
    const days = Math.min(integer(query, "days", 30), 365);
    const midnights = Array.from(
      { length: days },
      (_, index) => dayStart(seconds) - (days - 1 - index) * daySeconds,
    );
    const moments = [...midnights, Math.floor(seconds)];
    return {
      prices: moments.map((at) => [at * 1000, figure(world.priceUsd(at))]),
      market_caps: moments.map((at) => [at * 1000, world.priceUsd(at) * 19_900_000]),
      total_volumes: moments.map((at) => [at * 1000, 1.9e10]),
    };
  },
};

/** @param {number} seconds @param {unknown} result */
const rpcOf = (seconds, result) => ({
  jsonrpc: "2.0",
  usIn: seconds * 1e6,
  usOut: seconds * 1e6,
  usDiff: 90,
  result,
});

/** @type {Record<string, Answer>} */
export const deribit = {
  "/public/get_index_price": ({ seconds, figure }) => {
    const price = figure(world.priceUsd(seconds));
    return rpcOf(seconds, { index_price: price, estimated_delivery_price: price });
  },
  "/public/get_volatility_index_data": ({ seconds, query, figure }) => {
    const first = Math.ceil(integer(query, "start_timestamp", seconds * 1000 - 86_400_000) / 3_600_000);
    const last = Math.floor(
      Math.min(integer(query, "end_timestamp", seconds * 1000), seconds * 1000) / 3_600_000,
    );
    const hours = Array.from(
      { length: Math.max(0, Math.min(last - first + 1, 1000)) },
      (_, index) => first + index,
    );
    const data = hours.map((hour) => [
      hour * 3_600_000,
      ...Array(4).fill(figure(world.volatilityPct(hour * 3600))),
    ]);
    return rpcOf(seconds, { data, continuation: null });
  },
  "/public/ticker": ({ seconds, figure }) =>
    rpcOf(seconds, {
      instrument_name: "BTC-PERPETUAL",
      timestamp: Math.floor(seconds * 1000),
      state: "open",
      mark_price: figure(world.priceUsd(seconds)),
      index_price: figure(world.priceUsd(seconds)),
      current_funding: world.fundingRatio(seconds),
      funding_8h: world.fundingRatio(seconds),
      open_interest: 900_000_000,
    }),
};
