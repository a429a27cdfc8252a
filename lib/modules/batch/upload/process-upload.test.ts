import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modelLookup } from "@/lib/domain/batch/model-lookup";
import { inPieces } from "@/lib/spreadsheet/reading/read-pieces.fixture";
import type { UploadEvent } from "../schema/upload-events";
import { processUpload } from "./process-upload";
import type { UploadJob } from "./upload-job";

const models = modelLookup([
  { name: "Antminer S21", slug: "antminer-s21", aliases: ["S21"], hashrateThs: 200, powerWatts: 3500 },
]);

const job: UploadJob = {
  mode: "calculate",
  mapping: null,
  sheet: null,
  settings: {
    electricityUsdPerKwh: 0.06,
    poolFeeRatio: null,
    uptimeRatio: null,
    hashrateDecayRatioPerMonth: null,
  },
  market: {
    btcPriceUsd: 80_000,
    difficulty: 119.12e12,
    networkHashrateThs: null,
    networkHashrateStale: false,
    subsidyBtc: 3.125,
    feesBtcPerBlock: 0,
    blockHeight: 900_000,
  },
  marketFigures: {},
  bytesTotal: null,
};

async function eventsFor(
  text: string,
  {
    size = 65_536,
    nowMs = () => 0,
    ...more
  }: Partial<UploadJob> & { size?: number; nowMs?: () => number } = {},
): Promise<UploadEvent[]> {
  const events: UploadEvent[] = [];
  for await (const line of processUpload(inPieces(text, size), { ...job, ...more }, models, nowMs)) {
    const lines = new TextDecoder().decode(line).split("\n");
    expect(lines.pop()).toBe("");
    events.push(...lines.map((one) => JSON.parse(one)));
  }
  return events;
}

const resultsIn = (events: readonly UploadEvent[]) =>
  events.flatMap((event) => (event.type === "results" ? event.rows : []));
const errorsIn = (events: readonly UploadEvent[]) =>
  events.flatMap((event) => (event.type === "errors" ? event.errors : []));

describe("processUpload", () => {
  it("answers the same whatever pieces the file comes in (property)", async () => {
    const cell = fc.constantFrom("S21", "s-21", "no such", "", '"a\nb"');
    const quantity = fc.constantFrom("1", "20", "x", "-1", "");
    const rows = fc.array(fc.tuple(cell, quantity), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 40 }), async (cells, size) => {
        const text = `Model,Quantity\nS21,1\n${cells.map((row) => row.join(",")).join("\n")}\n`;
        const [whole, pieces] = await Promise.all([eventsFor(text), eventsFor(text, { size })]);
        expect(resultsIn(pieces)).toEqual(resultsIn(whole));
        expect(errorsIn(pieces)).toEqual(errorsIn(whole));
        expect(pieces.at(-1)).toEqual(whole.at(-1));
      }),
    );
  });

  it("counts every row once: as a result or as a row with errors", async () => {
    const rows = Array.from({ length: 3000 }, (_, at) => (at % 7 === 0 ? "no such,1" : "S21,1"));
    const events = await eventsFor(`Model,Quantity\n${rows.join("\n")}`);
    const end = events.at(-1);
    const bad = rows.filter((row) => row.startsWith("no")).length;
    expect(new Set(errorsIn(events).map(({ row }) => row)).size).toBe(bad);
    expect(resultsIn(events)).toHaveLength(3000 - bad);
    expect(end).toMatchObject({ type: "end", rowsRead: 3000, summary: { rowsWithErrors: bad } });
    // The place among the rows given counts bad rows too.
    expect(resultsIn(events)[0]?.slice(0, 2)).toEqual([3, 1]);
  });

  it("says how far it is at most every tenth of a second, and at the end", async () => {
    const text = `Model,Quantity\n${"S21,1\n".repeat(50_000)}`;
    let calls = 0;
    // Two pieces within 100 ms.
    const nowMs = () => {
      calls += 1;
      return calls * 40;
    };
    const events = await eventsFor(text, { size: 8192, nowMs, bytesTotal: text.length });
    const progress = events.filter((event) => event.type === "progress");
    expect(progress.length).toBeGreaterThan(5);
    expect(progress.length).toBeLessThan(text.length / 8192 / 2 + 3);
    expect(progress.at(-1)).toEqual({
      type: "progress",
      bytesRead: text.length,
      bytesTotal: text.length,
      rowsRead: 50_000,
      rowsWithErrors: 0,
    });
    const read = progress.map(({ rowsRead }) => rowsRead);
    expect(read).toEqual([...read].sort((one, other) => one - other));
  });

  it("names columns that it does not read, and shows the first rows as they are", async () => {
    const [table] = await eventsFor("Model,Quantity,Firmware\nS21,1,x\nS21,2\n");
    expect(table).toMatchObject({
      type: "table",
      headers: ["Model", "Quantity", "Firmware"],
      mapping: ["minerModel", "quantity", null],
      unread: [{ column: 2, header: "Firmware", reason: expect.any(String) }],
      sample: [
        ["S21", "1", "x"],
        ["S21", "2"],
      ],
    });
  });

  it("finds the header below empty rows, and counts rows from the top of the file", async () => {
    const events = await eventsFor("\n,,\nModel,Quantity\n\nS21,x\n");
    expect(errorsIn(events).map(({ row, cell }) => [row, cell])).toEqual([[5, "B5"]]);
  });

  it("refuses a mapping for more columns than the file has", async () => {
    const mapping = ["minerModel", "quantity", "label"] as const;
    await expect(eventsFor("Model,Quantity\nS21,1\n", { mapping })).rejects.toThrow("the file has 2");
  });
});
