import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { BatchRowError } from "@/lib/domain/batch/batch-row";
import type { EndEvent, TableEvent, UploadEvent } from "@/lib/modules/batch/schema/upload-events";
import { eventsOf, openBody } from "@/lib/modules/batch/upload/upload.fixture";
import { workbookBytes } from "@/lib/spreadsheet/reading/workbook.fixture";
import {
  linesOf,
  type OpenedRoute,
  ofType,
  openUploadRoute,
  vectorHeader,
  vectorRow,
} from "./upload-route.fixture";

// Threads start slowly on a busy machine, and some files here are large.
vi.setConfig({ testTimeout: 60_000 });

let route: OpenedRoute;
beforeAll(async () => {
  route = await openUploadRoute();
});
afterAll(() => route.close());

const resultsOf = (events: readonly UploadEvent[]) => ofType(events, "results").flatMap(({ rows }) => rows);
const errorsOf = (events: readonly UploadEvent[]): BatchRowError[] =>
  ofType(events, "errors").flatMap(({ errors }) => [...errors]);

function endOf(events: readonly UploadEvent[]): EndEvent {
  const last = events.at(-1);
  if (last?.type !== "end") throw new Error(`the last line is ${JSON.stringify(last)}`);
  return last;
}

describe("POST /batch/upload", () => {
  it("answers the vector to the cent, with the market and where each figure of it came from", async () => {
    const events = await route.upload(`${vectorHeader}\n${vectorRow}\n`);
    const [table] = ofType(events, "table");
    const [row] = resultsOf(events);
    const value = (name: string) => row?.[1 + (table?.resultColumns ?? []).indexOf(name as never)];
    expect(row?.[0]).toBe(2);
    expect(value("btcPerDayNet")).toBeCloseTo(0.010_290_911_2, 10);
    expect(value("dailyProfitUsd")).toBeCloseTo(312.07, 2);
    expect(value("poolFeeRatio")).toBe(0.025);
    const end = endOf(events);
    expect([end.outcome, end.rowsRead, end.summary.total.machines]).toEqual(["calculated", 1, 100]);
    expect(end.market.btcPriceUsd).toMatchObject({ value: 80_000, unit: "USD", source: "request" });
  });

  it("gives results while the file is still being sent", async () => {
    const body = openBody();
    const response = await route.post(body.stream);
    const events = eventsOf(linesOf(response));
    const nextOf = async (type: UploadEvent["type"]): Promise<UploadEvent> => {
      for (;;) {
        const { done, value } = await events.next();
        if (done) throw new Error(`the answer ended before "${type}"`);
        if (value.type === type) return value;
      }
    };
    body.send(`${vectorHeader}\n${`${vectorRow}\n`.repeat(2000)}`);
    expect((await nextOf("results")).type).toBe("results");
    body.send(`${vectorRow}\n`.repeat(2000));
    expect((await nextOf("results")).type).toBe("results");
    body.end();
    expect(await nextOf("end")).toMatchObject({ rowsRead: 4000 });
  });

  it("calculates 100,000 rows, whatever kind of file, and reports every bad one", async () => {
    const rows = Array.from({ length: 100_000 }, (_, at) =>
      at % 1000 === 999 ? "Antminer S2100,1,0.06" : `Antminer S21,${1 + (at % 5)},0.06`,
    );
    const events = await route.upload(`Model,Quantity,Electricity\n${rows.join("\n")}`);
    const end = endOf(events);
    expect([end.rowsRead, end.summary.rowsCalculated, end.summary.rowsWithErrors]).toEqual([
      100_000, 99_900, 100,
    ]);
    expect(resultsOf(events)).toHaveLength(99_900);
    expect(errorsOf(events)).toHaveLength(100);
    expect(errorsOf(events)[0]).toEqual({
      row: 1001,
      column: "Model",
      cell: "A1001",
      value: "Antminer S2100",
      errorType: "model_not_found",
      message: expect.any(String),
      suggestion: expect.stringContaining("Did you mean Antminer S21"),
    });
    // Of 1000 rows 200 have 1, 2, 3, 4, 5 machines each, and the last of the fives is bad.
    expect(end.summary.total.machines).toBe(100 * (3000 - 5));
  });

  it("reads UTF-16 from Excel, Chinese headers, quotes and line ends in quotes", async () => {
    const text = '\ufeff型号\t数量\t电价\t备注\r\nAntminer S21\t2\t0.06\t"甲区 ""A""\n二排"\r\n';
    const events = await route.upload(new Uint8Array(Buffer.from(text, "utf16le")));
    expect(ofType(events, "table")[0]).toMatchObject({
      encoding: "utf-16le",
      delimiter: "\t",
      mapping: ["minerModel", "quantity", "electricityUsdPerKwh", "label"],
    });
    expect(resultsOf(events)[0]?.slice(0, 5)).toEqual([2, 0, "Antminer S21", '甲区 "A"\n二排', 2]);
  });

  it("says so when a later letter shows the encoding to be another", async () => {
    // 矿场 is BF F3 B3 A1 in GB 18030.
    const start = `Label,${vectorHeader}\n${`a,${vectorRow}\n`.repeat(30_000)}`;
    const file = new Uint8Array([
      ...Buffer.from(start),
      0xbf,
      0xf3,
      0xb3,
      0xa1,
      ...Buffer.from(`,${vectorRow}\n`),
    ]);
    const tables = ofType(await route.upload(file), "table").map(({ encoding }: TableEvent) => encoding);
    expect(tables).toEqual(["utf-8", "gb18030"]);
  });

  it("reads a workbook: formulas by their results, percent by its format, errors by cell", async () => {
    const styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="10"/></cellXfs>';
    const text = (word: string) => `<c t="inlineStr"><is><t>${word}</t></is></c>`;
    const rows =
      `<row r="1">${["Model", "Quantity", "Electricity", "Pool fee"].map(text).join("")}</row>` +
      `<row r="2">${text("Antminer S21")}<c><f>1+1</f><v>2</v></c><c><v>0.06</v></c><c s="1"><v>0.025</v></c></row>` +
      `<row r="3">${text("Antminer S21")}<c><f>1/0</f></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`;
    const events = await route.upload(
      new Uint8Array(workbookBytes({ sheets: [{ name: "Hall A", rows }], styles })),
    );
    expect(ofType(events, "table")[0]).toMatchObject({ kind: "xlsx", sheet: "Hall A", otherSheets: [] });
    expect(resultsOf(events)[0]).toEqual(expect.arrayContaining(["Antminer S21", 2, 0.06, 0.025]));
    expect(errorsOf(events).map(({ cell, value, errorType }) => [cell, value, errorType])).toEqual([
      ["B3", "", "invalid_type"],
      ["C3", "#DIV/0!", "invalid_type"],
    ]);
  });

  it("asks for the columns it cannot tell, and takes them as they are then chosen", async () => {
    const file = `${vectorHeader.replace("Quantity", "How many")}\n${vectorRow}\n`;
    expect((await route.upload(file)).at(-1)).toMatchObject({ type: "needs-mapping", missing: ["quantity"] });
    const mapping = "&mapping=hashrateThs,powerWatts,quantity,electricityUsdPerKwh,poolFeeRatio";
    expect(endOf(await route.upload(file, mapping)).summary.total.machines).toBe(100);
    const twice = await route.upload(`${vectorHeader},Watts\n${vectorRow},1\n`);
    expect(twice.at(-1)).toMatchObject({
      type: "needs-mapping",
      duplicates: [{ field: "powerWatts", columns: [1, 5] }],
      message: expect.stringContaining('B ("Power") and F ("Watts")'),
    });
  });

  it("sends no result in a dry run, nor where one bad row refuses all", async () => {
    const bad = `${vectorHeader}\n${`${vectorRow}\n`.repeat(5000)}200,3550,none,0.06,2.5%\n${vectorRow}\n`;
    const checked = await route.upload(bad, "&mode=check");
    expect([resultsOf(checked), errorsOf(checked).length, endOf(checked).outcome]).toEqual([
      [],
      1,
      "checked",
    ]);
    const refused = await route.upload(bad, "&mode=all-or-nothing");
    expect([resultsOf(refused), errorsOf(refused).length, endOf(refused).outcome]).toEqual([
      [],
      1,
      "refused",
    ]);
    const good = await route.upload(
      `${vectorHeader}\n${`${vectorRow}\n`.repeat(1200)}`,
      "&mode=all-or-nothing",
    );
    expect([resultsOf(good).length, endOf(good).outcome]).toEqual([1200, "calculated"]);
    expect(resultsOf(good).map(([row]) => row)).toEqual(Array.from({ length: 1200 }, (_, at) => at + 2));
  });

  it("takes for all rows what the query gives, and says what is wrong with it", async () => {
    const end = endOf(
      await route.upload("Model,Quantity\nAntminer S21,1\n", "&electricityUsdPerKwh=0.06&uptimeRatio=0.5"),
    );
    expect(end.summary.total.dailyEnergyCostUsd).toBeCloseTo(3.5 * 12 * 0.06, 10);
    const response = await route.post("a", "&electricityUsdPerKwh=x&uptimeRatio=2&mapping=power&color=red");
    expect(response.status).toBe(400);
    const { error } = await response.json();
    expect(error.fields.map(({ field }: { field: string }) => field).sort()).toEqual([
      "color",
      "electricityUsdPerKwh",
      "mapping",
      "uptimeRatio",
    ]);
  });
});
