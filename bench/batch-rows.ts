import { batchCalculator } from "@/lib/domain/batch/batch-calculator";
import type { BatchMarket, BatchRow } from "@/lib/domain/batch/batch-row";
import { batchSummaryCollector } from "@/lib/domain/batch/batch-summary-collector";
import { matchHeaders } from "@/lib/domain/batch/match-headers";
import { modelLookup } from "@/lib/domain/batch/model-lookup";
import { readBatchRow } from "@/lib/domain/batch/read-batch-row";
import { handlerSamples } from "./measure/handler-samples";
import { figure, median, percentile } from "./measure/statistics";
import { onMeasuredServer } from "./measured-server";

const rowCount = 10_000;
const rounds = 15;

const market: BatchMarket = {
  btcPriceUsd: 85_000,
  difficulty: 132.7e12,
  networkHashrateThs: 940e6,
  networkHashrateStale: false,
  subsidyBtc: 3.125,
  feesBtcPerBlock: 0.03,
  blockHeight: 970_000,
};

/** No two alike, a third of them at a loss, all with a capital cost: nothing can be computed once and reused. */
const rows: readonly BatchRow[] = Array.from({ length: rowCount }, (_, index) => ({
  minerModel: index % 2 === 0 ? "Antminer S21" : null,
  hashrateThs: 100 + (index % 150),
  powerWatts: 3_000 + (index % 600),
  quantity: 1 + (index % 400),
  electricityUsdPerKwh: 0.02 + (index % 997) / 10_000,
  poolFeeRatio: 0.02,
  uptimeRatio: 0.98,
  hashrateDecayRatioPerMonth: (index % 50) / 10_000,
  capexUsd: 2_000 * (1 + (index % 400)),
  label: "",
}));

/** The least that any batch must do: profit of a day and 60 months until payback, with no checks and no objects. */
function plainLoop(): number {
  const unitBtc = Array.from({ length: 60 }, (_, month) => {
    const reward = month < 18 ? 3.155 : 1.5925;
    return (600 * 4383 * 1e12 * reward) / (market.difficulty * 4_294_967_296);
  });
  let kept = 0;
  for (const row of rows) {
    const ths = row.hashrateThs * row.quantity * row.uptimeRatio;
    const dayBtc = (86_400e12 * ths * 3.155) / (market.difficulty * 4_294_967_296);
    const kwh = (row.powerWatts * row.quantity * 24 * row.uptimeRatio) / 1000;
    kept += dayBtc * (1 - row.poolFeeRatio) * 85_000 - kwh * row.electricityUsdPerKwh;
    const monthCostUsd = kwh * 30.4375 * row.electricityUsdPerKwh;
    let leftUsd = row.capexUsd ?? 0;
    let aged = ths * (1 - row.poolFeeRatio) * 85_000;
    for (let month = 0; month < 60 && leftUsd > 0; month += 1) {
      leftUsd -= aged * (unitBtc[month] ?? 0) - monthCostUsd;
      aged *= 1 - row.hashrateDecayRatioPerMonth;
    }
    kept += leftUsd;
  }
  return kept;
}

function calculateAll(): number {
  const calculate = batchCalculator(market);
  const summary = batchSummaryCollector();
  for (const [index, row] of rows.entries()) summary.add(calculate(row, index));
  return summary.summary().total.dailyProfitUsd ?? 0;
}

/** The same when equal rows are recognised first: what that costs where no two are. */
function calculateEachOnce(): number {
  const calculate = batchCalculator(market);
  const summary = batchSummaryCollector();
  const known = new Map<string, ReturnType<typeof calculate>>();
  for (const [index, row] of rows.entries()) {
    const key = `${row.hashrateThs}|${row.powerWatts}|${row.quantity}|${row.electricityUsdPerKwh}|${row.poolFeeRatio}|${row.uptimeRatio}|${row.hashrateDecayRatioPerMonth}|${row.capexUsd}`;
    let result = known.get(key);
    if (result === undefined) {
      result = calculate(row, index);
      known.set(key, result);
    }
    summary.add({ ...result, index, label: row.label });
  }
  return summary.summary().total.dailyProfitUsd ?? 0;
}

const headers = ["Model", "Quantity", "Power (W)", "Price", "Electricity", "Hashrate (TH/s)", "DecayRate"];
const cells = rows.map((row) => [
  "Antminer S21",
  String(row.quantity),
  String(row.powerWatts),
  "3200",
  row.electricityUsdPerKwh.toFixed(4),
  String(row.hashrateThs),
  "0.4",
]);
const models = [
  { name: "Antminer S21", slug: "antminer-s21", aliases: ["S21"], hashrateThs: 200, powerWatts: 3500 },
];
const settings = {
  electricityUsdPerKwh: null,
  poolFeeRatio: null,
  uptimeRatio: null,
  hashrateDecayRatioPerMonth: null,
};

function readAll(): number {
  const lookup = modelLookup(models);
  const { columns } = matchHeaders(headers);
  let machines = 0;
  for (const [index, row] of cells.entries()) {
    const read = readBatchRow(row, columns, settings, lookup, index + 2);
    if (read.kind !== "row") throw new Error(`row ${index} of the benchmark is not read`);
    machines += read.row.quantity;
  }
  return machines;
}

/** Median milliseconds of each, interleaved round by round so that a drift of the machine meets all alike. */
function millisecondsOf<Name extends string>(subjects: Readonly<Record<Name, () => number>>) {
  const names = Object.keys(subjects) as Name[];
  const samples = new Map<Name, number[]>(names.map((name) => [name, []]));
  let kept = 0;
  // The first rounds warm up.
  for (let round = -3; round < rounds; round += 1) {
    for (const name of names) {
      const started = performance.now();
      kept += subjects[name]();
      if (round >= 0) samples.get(name)?.push(performance.now() - started);
    }
  }
  if (Number.isNaN(kept)) throw new Error("a benchmarked function answered NaN");
  return Object.fromEntries(names.map((name) => [name, figure(median(samples.get(name) ?? []))])) as Record<
    Name,
    number
  >;
}

/** Ten thousand rows: calculated beside a plain loop, read from cells, and as one request through the handler. */
export async function measureBatchRows() {
  const milliseconds = millisecondsOf({ plainLoop, calculateAll, calculateEachOnce, readAll });
  const request = await onMeasuredServer(async () => {
    const { POST } = await import("@/app/api/batch-calculate/route");
    const body = JSON.stringify({
      rows: rows.map(({ minerModel, capexUsd, ...row }) => ({
        ...row,
        ...(minerModel === null ? {} : { minerModel }),
        ...(capexUsd === null ? {} : { capexUsd }),
      })),
    });
    const samples = await handlerSamples(POST, body, { warm: 5, timed: 30 });
    return {
      bodyBytes: body.length,
      p50Ms: figure(median(samples)),
      p95Ms: figure(percentile(samples, 0.95)),
    };
  });
  return {
    rows: rowCount,
    milliseconds,
    timesThePlainLoop: figure(milliseconds.calculateAll / milliseconds.plainLoop),
    request,
  };
}
