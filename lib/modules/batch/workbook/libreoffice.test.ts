import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { readXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { batchCalculator } from "@/lib/domain/batch/batch-calculator";
import type { BatchRowResult } from "@/lib/domain/batch/batch-row";
import { batchSummaryCollector } from "@/lib/domain/batch/batch-summary-collector";
import { exampleExport, exampleMarket, exampleRows } from "./batch-export.fixture";
import { buildBatchWorkbook } from "./build-batch-workbook";
import { libreOffice, recalculated } from "./libreoffice.fixture";

const ROWS = 50;
const TOLERANCE = 1e-9;

/** By the beginning of the header. */
const compared: readonly (readonly [header: string, value: (result: BatchRowResult) => number | null])[] = [
  ["Efficiency", ({ efficiencyJoulesPerTh }) => efficiencyJoulesPerTh],
  ["Mined after pool fee", ({ btcPerDayNet }) => btcPerDayNet],
  ["Revenue", ({ dailyRevenueUsd }) => dailyRevenueUsd],
  ["Pool fee (USD/day)", ({ dailyPoolFeeUsd }) => dailyPoolFeeUsd],
  ["Energy (kWh/day)", ({ dailyEnergyKwh }) => dailyEnergyKwh],
  ["Energy cost", ({ dailyEnergyCostUsd }) => dailyEnergyCostUsd],
  ["Profit (USD/day)", ({ dailyProfitUsd }) => dailyProfitUsd],
  ["Profit (USD/month)", ({ monthlyProfitUsd }) => monthlyProfitUsd],
  ["Strike price", ({ strikeUsdPerKwh }) => strikeUsdPerKwh],
];

interface Edit {
  /** Changes a sheet's XML. */
  readonly sheet: number;
  readonly from: RegExp;
  readonly to: string;
}

/** The workbook with every remembered result wrong, so that what is right afterwards was calculated there. */
async function spoiled(edits: readonly Edit[] = []): Promise<Uint8Array> {
  const blob = await buildBatchWorkbook(exampleExport(ROWS));
  const parts = unzipSync(new Uint8Array(await blob.arrayBuffer()));
  for (const [name, bytes] of Object.entries(parts)) {
    if (name.startsWith("xl/charts/chart")) {
      const remembered = /<c:numCache>.*?<\/c:numCache>/gs;
      const wrong = (cache: string) => cache.replaceAll(/<c:v>[^<]*/g, "<c:v>7");
      parts[name] = strToU8(strFromU8(bytes).replaceAll(remembered, wrong));
    }
    if (!name.startsWith("xl/worksheets/sheet")) continue;
    let xml = strFromU8(bytes).replaceAll(/(<\/f>|<f[^>]*\/>)<v>[^<]*<\/v>/g, "$1<v>7</v>");
    for (const { from, to } of edits.filter(({ sheet }) => name.endsWith(`sheet${sheet}.xml`))) {
      expect(xml).toMatch(from);
      xml = xml.replace(from, to);
    }
    parts[name] = strToU8(xml);
  }
  return zipSync(parts);
}

async function recalculatedBy(program: string, edits: readonly Edit[] = []) {
  const bytes = await recalculated(program, await spoiled(edits));
  const { sheets } = await readXlsx(bytes);
  const named = (name: string) => sheets.find((sheet) => sheet.name === name)?.rows ?? [];
  return { summary: named("Summary"), market: named("Market"), rows: named("Rows"), parts: unzipSync(bytes) };
}

function expectRows(rows: readonly (readonly unknown[])[], results: readonly BatchRowResult[]): void {
  expect(rows).toHaveLength(results.length + 1);
  for (const [header, value] of compared) {
    const column = rows[0]?.findIndex((cell) => String(cell).startsWith(header)) ?? -1;
    results.forEach((result, place) => {
      expectNear(rows[place + 1]?.[column], value(result), `${header}, row ${place + 2}`);
    });
  }
}

function expectNear(given: unknown, wanted: number | null, what: string): void {
  if (wanted === null) {
    expect(given ?? "", what).toBe("");
    return;
  }
  expect(typeof given, what).toBe("number");
  expect(Math.abs(Number(given) - wanted), `${what}: ${given} for ${wanted}`).toBeLessThanOrEqual(
    TOLERANCE * Math.max(Math.abs(wanted), 1e-9),
  );
}

function expectSummary(summary: readonly (readonly unknown[])[], results: readonly BatchRowResult[]): void {
  const sums = batchSummaryCollector();
  for (const result of results) sums.add(result);
  const { total, byModel } = sums.summary();
  const head = summary.findIndex(([first]) => first === "Model");
  const place = (header: string) => summary[head]?.findIndex((cell) => String(cell).startsWith(header)) ?? -1;
  for (const group of [{ ...total, name: "All rows" }, ...byModel]) {
    const row = summary.slice(head).find(([name]) => name === group.name);
    const near = (header: string, wanted: number | null) =>
      expectNear(row?.[place(header)], wanted, `${group.name}, ${header}`);
    near("Rows", group.rows);
    near("Machines", group.machines);
    near("Hashrate", group.hashrateThs / 1000);
    near("Power", group.powerWatts / 1000);
    near("Mined", group.btcPerDayNet);
    near("Revenue", group.dailyRevenueUsd);
    near("Energy cost", group.dailyEnergyCostUsd);
    near("Profit (USD/day)", group.dailyProfitUsd);
    near("Machines running at a loss", group.machinesAtLoss);
    near("Capital cost", group.capexUsd);
  }
}

function modelsOf(results: readonly BatchRowResult[]) {
  const sums = batchSummaryCollector();
  for (const result of results) sums.add(result);
  return sums.summary().byModel;
}

describe.skipIf(libreOffice === null)("LibreOffice", { timeout: 120_000 }, () => {
  const program = libreOffice ?? "";
  const results = [...exampleExport(ROWS).rows].map(({ result }) => result);

  test("recalculates every row and every sum to the application's figures", async () => {
    const { rows, summary, parts } = await recalculatedBy(program);
    expectRows(rows, results);
    expectSummary(summary, results);
    const charts = Object.entries(parts).filter(([name]) => /^xl\/charts\/chart\d+\.xml$/.test(name));
    expect(charts).toHaveLength(2);
    const drawn = charts.flatMap(([, xml]) =>
      [...strFromU8(xml).matchAll(/<c:v>([^<]*)<\/c:v>/g)].map(([, text]) => Number(text)),
    );
    for (const { name, dailyRevenueUsd, dailyEnergyCostUsd, dailyProfitUsd } of modelsOf(results)) {
      for (const wanted of [dailyRevenueUsd, dailyEnergyCostUsd, dailyProfitUsd]) {
        const isDrawn = drawn.some(
          (value) => Math.abs(value - Number(wanted)) <= TOLERANCE * Math.abs(Number(wanted)),
        );
        expect(isDrawn, `${wanted} of ${name} is drawn`).toBe(true);
      }
    }
  });

  test("follows another BTC price and another electricity price as the application does", async () => {
    const btcPriceUsd = 41_000;
    const { rows, summary } = await recalculatedBy(program, [
      { sheet: 2, from: /(<c r="B4"[^>]*><v>)[^<]*/, to: `$1${btcPriceUsd}` },
      { sheet: 3, from: /(<c r="G6"[^>]*><v>)[^<]*/, to: "$10.0875" },
    ]);
    const calculate = batchCalculator({ ...exampleMarket, btcPriceUsd });
    const changed = exampleRows(ROWS).map((row, place) =>
      calculate(place === 4 ? { ...row, electricityUsdPerKwh: 0.0875 } : row, place),
    );
    expectRows(rows, changed);
    expectSummary(summary, changed);
  });

  test("halves the subsidy when the block height is beyond the next halving", async () => {
    const { rows } = await recalculatedBy(program, [
      { sheet: 2, from: /(<c r="B6"[^>]*><v>)[^<]*/, to: "$11050000" },
    ]);
    const calculate = batchCalculator({ ...exampleMarket, subsidyBtc: 1.5625, blockHeight: 1_050_000 });
    expectRows(rows, exampleRows(ROWS).map(calculate));
  });

  test("shows nothing for income when the BTC price is taken away", async () => {
    const { rows } = await recalculatedBy(program, [
      { sheet: 2, from: /(<c r="B4"[^>]*)><v>[^<]*<\/v><\/c>/, to: "$1/>" },
    ]);
    const calculate = batchCalculator({ ...exampleMarket, btcPriceUsd: null });
    expectRows(rows, exampleRows(ROWS).map(calculate));
  });
});
