import { expect, test } from "vitest";
import { chartCsv, fileNameOf } from "@/components/charts/frame/chart-csv";
import { seriesTable } from "@/components/charts/frame/series-table";
import { sourceText } from "@/components/charts/frame/source-text";

test("writes units in the header, ISO days, dots and gaps", () => {
  const table = seriesTable(
    { kind: "day", values: ["2026-10-05", "2026-10-06"] },
    [
      { key: "close", label: "Close", unit: "USD", values: [104_231.5, null] },
      { key: "growth", label: "Growth", unit: "ratio", format: "percent", values: [-0.025, 0.1] },
    ],
    [{ key: "band", label: "Range", unit: "USD", low: [1, 2], high: [3, 4] }],
    { from: 0, to: 1 },
  );
  expect(chartCsv(table)).toBe(
    'UTC day,Close (USD),Growth (ratio),"Range, low (USD)","Range, high (USD)"\r\n2026-10-05,104231.5,-0.025,1,3\r\n2026-10-06,,0.1,2,4\r\n',
  );
});

test("holds only the chosen range", () => {
  const x = { kind: "number", label: "Month", values: [0, 1, 2, 3] } as const;
  const table = seriesTable(x, [{ key: "a", label: "A", unit: "", values: [5, 6, 7, 8] }], [], {
    from: 1,
    to: 2,
  });
  expect(table.rows).toEqual([
    [1, 6],
    [2, 7],
  ]);
});

test("takes formulas out of labels", () => {
  expect(chartCsv({ columns: [{ label: "=HYPERLINK(1)", unit: "", format: "text" }], rows: [] })).toBe(
    "'=HYPERLINK(1)\r\n",
  );
});

test("names files after titles", () => {
  expect(fileNameOf("Profit per month (USD)")).toBe("profit-per-month-usd");
});

test("dates a source by day or moment", () => {
  expect(sourceText({ source: "Binance", asOf: "2026-10-06" })).toBe("Source: Binance, as of 6 Oct 2026");
  expect(sourceText({ source: "OKX", asOf: "2026-10-06T14:05:00Z", note: "Fees not included." })).toBe(
    "Source: OKX, as of 6 Oct 2026, 14:05 UTC. Fees not included.",
  );
  expect(sourceText({ source: "your inputs", asOf: null })).toBe("Source: your inputs");
});
