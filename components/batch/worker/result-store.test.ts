import { describe, expect, it } from "vitest";
import { packedRow, rowError } from "./result-rows.fixture";
import { ResultStore } from "./result-store";

describe("ResultStore", () => {
  it("gives back what it was given, missing values included, beyond its first capacity", () => {
    const store = new ResultStore();
    for (let row = 2; row < 3002; row += 1) {
      store.addResult(
        packedRow(row, { label: `Rack ${row}`, dailyProfitUsd: row % 2 === 0 ? null : row / 7 }),
      );
    }
    expect(store.length).toBe(3000);
    expect(store.result(2999)).toMatchObject({ label: "Rack 3001", dailyProfitUsd: 3001 / 7 });
    expect(store.result(2998)).toMatchObject({
      dailyProfitUsd: null,
      paybackReason: "no capital cost given",
    });
    expect(store.rowNumber(2999)).toBe(3001);
  });

  it("keeps a wrong row as one entry, however many errors it has and whenever they come", () => {
    const store = new ResultStore();
    store.addResult(packedRow(2));
    store.addError(rowError(3));
    store.addResult(packedRow(4));
    store.addError(rowError(3, { column: "Model", cell: "B3" }));
    expect(store.length).toBe(3);
    expect(store.rowsCalculated).toBe(2);
    expect(store.rowsWithErrors).toBe(1);
    expect(store.tableRow(1)).toMatchObject({ row: 3, result: null });
    expect(store.errorsOf(1).map(({ cell }) => cell)).toEqual(["C3", "B3"]);
  });

  it("lists entries in the order of the file, whatever the order they came in", () => {
    const store = new ResultStore();
    for (const row of [9, 3, 5]) store.addResult(packedRow(row));
    expect([...store.entriesByRow()].map((entry) => store.rowNumber(entry))).toEqual([3, 5, 9]);
  });
});
