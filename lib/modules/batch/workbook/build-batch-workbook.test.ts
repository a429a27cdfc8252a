import { type Cell, readXlsx, type Sheet } from "hucre/xlsx";
import { beforeAll, describe, expect, test } from "vitest";
import { batchSummaryCollector } from "@/lib/domain/batch/batch-summary-collector";
import { exampleExport, exampleMarket } from "./batch-export.fixture";
import { buildBatchWorkbook } from "./build-batch-workbook";

const batch = exampleExport(50);
const results = [...batch.rows].map(({ result }) => result);
let sheets: Map<string, Sheet>;

async function read(of = batch): Promise<Map<string, Sheet>> {
  const bytes = new Uint8Array(await (await buildBatchWorkbook(of)).arrayBuffer());
  return new Map((await readXlsx(bytes)).sheets.map((sheet) => [sheet.name, sheet]));
}

beforeAll(async () => {
  sheets = await read();
});

/** Cell by the beginning of its header; row 0 is the first below the header. */
function cellOf(header: string, row: number): Cell | undefined {
  const rows = sheets.get("Rows");
  const column = rows?.rows[0]?.findIndex((cell) => String(cell).startsWith(header)) ?? -1;
  return (
    rows?.cells?.get(`${row + 1},${column}`) ?? {
      type: "string",
      value: rows?.rows[row + 1]?.[column] ?? null,
    }
  );
}

describe("the workbook of a batch", () => {
  test("has its sheets in the order they are read", () => {
    expect([...sheets.keys()]).toEqual(["Summary", "Market", "Rows", "Errors", "About"]);
  });

  test("words results as formulas over the row and the market", () => {
    expect(cellOf("Mined before pool fee", 0)?.formula).toBe(
      "86400*L2*I2*1E12*(subsidy_btc+fees_btc)/(difficulty*2^32)",
    );
    expect(cellOf("Revenue", 0)?.formula).toBe('IF(btc_price_usd="","",O2*btc_price_usd)');
    expect(cellOf("Energy cost", 0)?.formula).toBe("S2*G2");
    expect(cellOf("Profit (USD/day)", 0)?.formula).toBe('IF(btc_price_usd="","",Q2-R2-T2)');
  });

  test("shows what the application computed before anything is recalculated", () => {
    results.forEach((result, row) => {
      expect(cellOf("Profit (USD/day)", row)?.value).toBe(result.dailyProfitUsd);
      expect(cellOf("Mined after pool fee", row)?.value).toBe(result.btcPerDayNet);
      expect(cellOf("Payback (months)", row)?.value).toBe(result.paybackMonths);
    });
  });

  test("writes text that looks like a formula as text", () => {
    expect(cellOf("Label", 3)).toMatchObject({ type: "string", value: "=cmd|' /C calc'!A0" });
    expect(sheets.get("Errors")?.rows[1]?.[3]).toBe("=1+1\u0000");
    expect(
      [...(sheets.get("Errors")?.cells?.values() ?? [])].some((cell) => cell.formula !== undefined),
    ).toBe(false);
  });

  test("says of every market figure where it comes from and how old it is", () => {
    const [price] = sheets.get("Market")?.rows.filter(([name]) => name === "BTC price") ?? [];
    // 2026-10-06 is day 46,301 of the spreadsheet calendar, 12:30 is 0.5208 of it.
    expect(price).toEqual(["BTC price", 85_123.45, "USD", "Binance", expect.anything(), "stale", null]);
  });

  test("sums up every model, most machines first, as the application does", () => {
    const sums = batchSummaryCollector();
    for (const result of results) sums.add(result);
    const { total, byModel } = sums.summary();
    const rows = sheets.get("Summary")?.rows ?? [];
    const head = rows.findIndex(([first]) => first === "Model");
    const profit = rows[head]?.indexOf("Profit (USD/day)") ?? -1;
    expect(rows.slice(head + 1).map((row) => [row[0], row[2], row[profit]])).toEqual(
      [{ ...total, name: "All rows" }, ...byModel].map((group) => [
        group.name,
        group.machines,
        group.dailyProfitUsd,
      ]),
    );
  });

  test("draws two charts", () => {
    expect(sheets.get("Summary")?.charts?.map(({ title }) => title)).toEqual([
      "Profit by model",
      "Revenue and energy cost by model",
    ]);
  });

  test("freezes and filters the header of the rows", () => {
    expect(sheets.get("Rows")?.freezePane).toMatchObject({ rows: 1 });
    expect(sheets.get("Rows")?.autoFilter?.range).toBe("A1:Z51");
  });
});

describe("a batch with less known", () => {
  test("leaves income empty without a BTC price, and says so", async () => {
    sheets = await read(exampleExport(5, { ...exampleMarket, btcPriceUsd: null, feesBtcPerBlock: null }));
    expect(cellOf("Profit (USD/day)", 0)).toMatchObject({
      formula: expect.stringContaining("IF(btc_price_usd"),
    });
    expect(cellOf("Profit (USD/day)", 0)?.formulaResult ?? "").toBe("");
    const about = sheets.get("About")?.rows.flat().join("\n");
    expect(about).toContain("There is no BTC price");
    expect(about).toContain("Transaction fees are not included");
  });

  test("says on its first sheet that rows are missing", async () => {
    sheets = await read({ ...exampleExport(5), isComplete: false });
    expect(sheets.get("Summary")?.rows[2]?.[0]).toContain("rows are missing");
  });

  test("is a whole workbook without a single row, and without errors", async () => {
    sheets = await read({ ...exampleExport(0), errors: [] });
    expect(sheets.get("Rows")?.rows).toHaveLength(1);
    expect(sheets.get("Errors")?.rows).toEqual([["No row of the file had an error."]]);
  });
});
