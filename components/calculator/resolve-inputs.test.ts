import { describe, expect, it } from "vitest";
import { calculate } from "@/lib/domain/mining/calculate";
import { type Figure, missingFigure } from "@/lib/domain/provenance/figure";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";
import type { MarketNow } from "@/lib/modules/market/schema";
import { type CalculatorState, type FormState, formReducer, startState } from "./calculator-state";
import { csvText } from "./csv-text";
import { curlText, requestOf } from "./request-text";
import { resolveInputs } from "./resolve-inputs";
import { staleSentences } from "./stale-words";

const figure = (value: number, unit: string, source: string): Figure => ({
  value,
  unit,
  source,
  asOf: "2026-10-07T00:00:00.000Z",
  stale: true,
});

const market: MarketNow = {
  btcPriceUsd: figure(85_280, "USD", "shipped daily close, median of public sources (1)"),
  crossChecks: [],
  difficulty: { ...figure(132_716_002_350_731.28, "", "retarget at block 969696"), stale: false },
  blockHeight: { ...figure(969_696, "block", "retarget at block 969696"), stale: false },
  observedHashrateThs: missingFigure("TH/s", "no provider answered"),
  feesBtcPerBlock: missingFigure("BTC/block", "no provider answered"),
  subsidyBtc: { ...figure(3.125, "BTC/block", "consensus"), stale: false },
  hashpriceUsdPerPhDay: missingFigure("USD/PH/day", "not used here"),
  retarget: {
    height: null,
    estimatedAt: null,
    estimatedChangeRatio: missingFigure("ratio", "not used here"),
    remainingBlocks: missingFigure("blocks", "not used here"),
    previousChangeRatio: missingFigure("ratio", "not used here"),
  },
  fearGreed: missingFigure("index", "not used here"),
  impliedVolatilityPct: missingFigure("%", "not used here"),
  credits: [],
  generatedAt: "2026-11-22T00:00:00.000Z",
};

const s21: MinerModel = {
  slug: "antminer-s21",
  name: "Antminer S21",
  maker: "Bitmain",
  bin: "200T",
  hashrateThs: 200,
  powerWatts: 3500,
  efficiencyJoulesPerTh: 17.5,
  cooling: "air",
  releasedOn: "2023-09",
  source: { title: "a list", url: null, checkedOn: "2026-11-22" },
  status: "unconfirmed",
  revision: 1,
  referencePriceUsd: 4000,
  priceAsOf: "2025",
  note: null,
  aliases: [],
};

// modules.md, vectors of the calculator: 100 x S21 at 200 T / 3550 W, $0.06, $80k, 119.12 T, fee 2.5 %.
const vector: CalculatorState = {
  ...startState,
  powerWatts: 3550,
  poolFeeRatio: 0.025,
  uptimeRatio: 1,
  btcPriceUsd: 80_000,
  difficulty: 119.12e12,
  subsidyBtc: 3.125,
  feesBtcPerBlock: 0,
};

function ready(state: CalculatorState) {
  const resolution = resolveInputs({ state, problems: {} }, s21, market, false);
  if (resolution.kind !== "ready") throw new Error(`not ready: ${JSON.stringify(resolution)}`);
  return resolution;
}

describe("resolving the inputs", () => {
  it("gives the reference vector's profit and break-evens", () => {
    const result = calculate(ready(vector).inputs);
    expect(result.daily.profitUsd).toBeCloseTo(312.07, 2);
    expect(result.breakeven.electricityUsdPerKwh).toBeCloseTo(0.09663, 5);
    expect(result.breakeven.btcPriceUsd).toBeCloseTo(49_674.9, 1);
  });

  it("follows catalogue and market where nothing is typed, and says so", () => {
    const { inputs, used } = ready(startState);
    expect(inputs.hashrateThs).toBe(200);
    expect(inputs.market.btcPriceUsd).toBe(85_280);
    expect(inputs.market.feesBtcPerBlock).toBeNull();
    expect(inputs.capexUsd).toBe(400_000);
    const source = (name: string) => used.find((input) => input.name === name)?.figure.source;
    expect([source("powerWatts"), source("difficulty"), source("quantity")]).toEqual([
      "a list",
      "retarget at block 969696",
      "starting value",
    ]);
  });

  it("marks a typed value as the person's own", () => {
    const { used } = ready(vector);
    expect(used.find(({ name }) => name === "btcPriceUsd")?.figure).toEqual({
      value: 80_000,
      unit: "USD",
      source: "your value",
      asOf: null,
      stale: false,
    });
  });

  it("leaves the capital cost unknown when no machine price is", () => {
    const resolution = resolveInputs(
      { state: startState, problems: {} },
      { ...s21, referencePriceUsd: null },
      market,
      false,
    );
    expect(resolution.kind === "ready" && resolution.inputs.capexUsd).toBeNull();
  });

  it("waits while the market is on its way and names what is missing once it cannot come", () => {
    expect(resolveInputs({ state: startState, problems: {} }, s21, undefined, true)).toEqual({
      kind: "waiting",
    });
    expect(resolveInputs({ state: startState, problems: {} }, s21, undefined, false)).toEqual({
      kind: "blocked",
      fields: ["difficulty", "subsidyBtc"],
    });
  });

  it("works without the market when the person gives difficulty and subsidy", () => {
    expect(resolveInputs({ state: vector, problems: {} }, s21, undefined, false).kind).toBe("ready");
  });
});

describe("the form", () => {
  const form: FormState = { state: startState, problems: {} };

  it("keeps everything else when one entry is wrong, and forgets the problem when it is mended", () => {
    const wrong = formReducer(form, {
      type: "number",
      name: "quantity",
      value: null,
      problem: "“1o” is not a number",
    });
    expect(wrong.problems).toEqual({ quantity: "“1o” is not a number" });
    expect(resolveInputs(wrong, s21, market, false)).toEqual({ kind: "blocked", fields: ["quantity"] });
    const mended = formReducer(wrong, { type: "number", name: "quantity", value: 10, problem: null });
    expect(mended).toEqual({ state: { ...startState, quantity: 10 }, problems: {} });
  });

  it("refuses what the domain refuses, in the unit typed", () => {
    const wrong = formReducer(form, { type: "number", name: "uptimeRatio", value: 1.2, problem: null });
    expect(wrong.problems.uptimeRatio).toBe("Must be at most 100 %");
  });

  it("drops own figures of the machine before", () => {
    const own = formReducer(form, { type: "number", name: "powerWatts", value: 3550, problem: null });
    expect(
      formReducer(own, { type: "machine", machine: "antminer-t21", nameplate: null }).state.powerWatts,
    ).toBeNull();
  });

  it("starts an own machine from the figures in sight", () => {
    const { state } = formReducer(form, { type: "machine", machine: null, nameplate: s21 });
    expect([state.machine, state.hashrateThs, state.powerWatts]).toEqual([null, 200, 3500]);
  });

  it("swaps the heat map's axes instead of showing one twice", () => {
    const { state } = formReducer(form, { type: "choice", name: "heatX", value: startState.heatY });
    expect([state.heatX, state.heatY]).toEqual([startState.heatY, startState.heatX]);
  });
});

describe("the request", () => {
  it("holds own market figures only, and the nameplate only where it was changed", () => {
    const { state, inputs } = ready({ ...startState, powerWatts: 3550, btcPriceUsd: 80_000 });
    const request = requestOf(state, inputs);
    expect(request.market).toEqual({ btcPriceUsd: 80_000 });
    expect([request.minerModel, request.powerWatts, request.hashrateThs]).toEqual([
      "antminer-s21",
      3550,
      undefined,
    ]);
    expect(requestOf(startState, ready(startState).inputs).market).toBeUndefined();
  });

  it("is a shell command whose body survives quotes", () => {
    const { state, inputs } = ready(startState);
    const text = curlText("http://127.0.0.1:3000", { ...requestOf(state, inputs), minerModel: "it's" });
    expect(text).toContain("curl -sS 'http://127.0.0.1:3000/api/calculate'");
    expect(text).toContain(`"it'\\''s"`);
  });
});

describe("the CSV", () => {
  it("lists every input with its source, then one row a month", () => {
    const { used, inputs } = ready(startState);
    const months = calculate(inputs).chart?.months ?? [];
    const csv = csvText({
      machine: "Antminer S21",
      used,
      months,
      writtenAt: "2026-11-22T00:00:00.000Z",
      link: "http://x/calculator",
    });
    const lines = csv.trimEnd().split("\r\n");
    expect(lines).toContain(
      'Bitcoin price,85280,USD,"shipped daily close, median of public sources (1)",2026-10-07T00:00:00.000Z,true,',
    );
    expect(lines).toContain("Transaction fees per block,,BTC/block,,,false,no provider answered");
    const head = lines.findIndex((line) => line.startsWith("month,endHeight"));
    expect(lines.length - head - 1).toBe(36);
  });
});

describe("stale words", () => {
  it("name the day a close describes, its source and its age", () => {
    const nowMs = Date.parse("2026-11-23T00:00:00Z");
    expect(staleSentences(ready(startState).used, nowMs)).toEqual([
      "Bitcoin price is the shipped daily close, median of public sources (1) of 6 Oct 2026, 47 days old; no live source answered.",
    ]);
  });

  it("say nothing about values of one's own", () => {
    expect(staleSentences(ready(vector).used, Date.parse("2026-11-23T00:00:00Z"))).toEqual([]);
  });
});
