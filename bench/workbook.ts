import { batchCalculator } from "@/lib/domain/batch/batch-calculator";
import type { BatchMarket } from "@/lib/domain/batch/batch-row";
import { resultColumns } from "@/lib/modules/batch/schema/upload-events";
import type { BatchExport, BatchExportRow } from "@/lib/modules/batch/workbook/batch-export";
import { buildBatchWorkbook } from "@/lib/modules/batch/workbook/build-batch-workbook";
import { csvLine } from "@/lib/spreadsheet/writing/csv";
import { watchMemory } from "./measure/process-memory";
import { figure, median } from "./measure/statistics";

const rowCount = 100_000;
const rounds = 5;

const market: BatchMarket = {
  btcPriceUsd: 85_000,
  difficulty: 132.7e12,
  networkHashrateThs: null,
  networkHashrateStale: false,
  subsidyBtc: 3.125,
  feesBtcPerBlock: 0.03,
  blockHeight: 970_000,
};

function exampleRows(): BatchExportRow[] {
  const calculate = batchCalculator(market);
  return Array.from({ length: rowCount }, (_, index) => ({
    row: index + 2,
    result: calculate(
      {
        minerModel: `Model ${index % 60}`,
        hashrateThs: 100 + (index % 150),
        powerWatts: 3_000 + (index % 600),
        quantity: 1 + (index % 400),
        electricityUsdPerKwh: 0.02 + (index % 997) / 10_000,
        poolFeeRatio: 0.02,
        uptimeRatio: 0.98,
        hashrateDecayRatioPerMonth: 0.004,
        capexUsd: 2_000 * (1 + (index % 400)),
        label: `Rack ${index}`,
      },
      index,
    ),
  }));
}

function csvOf(rows: readonly BatchExportRow[]): Blob {
  const chunks: string[] = [csvLine(["row", ...resultColumns])];
  for (const { row, result } of rows)
    chunks.push(csvLine([row, ...resultColumns.map((name) => result[name])]));
  return new Blob(chunks);
}

/** Writing 100,000 calculated rows: as a workbook with formulas and charts, and as plain CSV in the same run. */
export async function measureWorkbook() {
  const rows = exampleRows();
  const moment = { source: "bench", asOf: "2026-10-06T00:00:00.000Z", stale: false };
  const batch: BatchExport = {
    fileName: "bench.csv",
    exportedAt: "2026-10-06T00:00:00.000Z",
    isComplete: true,
    rowCount,
    rows,
    errors: [],
    market: {
      btcPriceUsd: { ...moment, value: market.btcPriceUsd, unit: "USD" },
      difficulty: { ...moment, value: market.difficulty, unit: "" },
      blockHeight: { ...moment, value: market.blockHeight, unit: "blocks" },
      subsidyBtc: { ...moment, value: market.subsidyBtc, unit: "BTC/block" },
      feesBtcPerBlock: { ...moment, value: market.feesBtcPerBlock, unit: "BTC/block" },
    },
  };
  const workbookMs: number[] = [];
  const csvMs: number[] = [];
  const grownMebibytes: number[] = [];
  const cancelMs: number[] = [];
  let bytes = { workbook: 0, csv: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const memory = watchMemory(process.pid);
    const started = performance.now();
    const workbook = await buildBatchWorkbook(batch);
    workbookMs.push(performance.now() - started);
    grownMebibytes.push(memory.stop());
    const csvStarted = performance.now();
    const csv = csvOf(rows);
    csvMs.push(performance.now() - csvStarted);
    bytes = { workbook: workbook.size, csv: csv.size };
    cancelMs.push(await millisecondsToCancel(batch));
  }
  return {
    rows: rowCount,
    workbookMs: figure(median(workbookMs)),
    workbookBytes: bytes.workbook,
    // The first round starts from a small heap; later ones find the room already there.
    workbookMemoryGrowthMebibytes: figure(Math.max(...grownMebibytes)),
    csvMs: figure(median(csvMs)),
    csvBytes: bytes.csv,
    timesTheCsv: figure(median(workbookMs) / median(csvMs)),
    cancelMs: figure(Math.max(...cancelMs)),
  };
}

/** From a cancel in the middle of the work to its end. */
async function millisecondsToCancel(batch: BatchExport): Promise<number> {
  const cancel = new AbortController();
  let cancelledAt = 0;
  const writing = buildBatchWorkbook(batch, {
    signal: cancel.signal,
    onProgress: (ratio) => {
      if (ratio < 0.3 || cancel.signal.aborted) return;
      cancelledAt = performance.now();
      cancel.abort();
    },
  });
  await writing.then(
    () => Promise.reject(new Error("the cancel was not heard")),
    () => undefined,
  );
  return performance.now() - cancelledAt;
}
