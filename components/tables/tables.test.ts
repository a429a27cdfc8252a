import { expect, test } from "vitest";
import type { TableColumn } from "@/components/tables/table-types";
import { tableViewCodec } from "@/components/tables/table-view-codec";
import { compareCells, csvRows, filteredRows } from "@/components/tables/visible-rows";

interface Model {
  readonly name: string;
  readonly cooling: string;
  readonly priceUsd: number | null;
}
const columns: readonly TableColumn<Model>[] = [
  { id: "name", header: "Model", value: (row) => row.name },
  { id: "cooling", header: "Cooling", value: (row) => row.cooling },
  { id: "price", header: "Price", unit: "USD", value: (row) => row.priceUsd },
];
const s19 = { name: "Antminer S19 XP Hyd", cooling: "hydro", priceUsd: null };
const s9 = { name: "Antminer S9", cooling: "air", priceUsd: 120.5 };

test("a row stays when every word occurs somewhere in it", () => {
  expect(filteredRows([s19, s9], columns, "HYDRO s19")).toEqual([s19]);
  expect(filteredRows([s19, s9], columns, "hydro s9")).toEqual([]);
  expect(filteredRows([s19, s9], columns, "  ")).toEqual([s19, s9]);
});

test("numbers inside names count as numbers", () => {
  expect(compareCells(s9.name, s19.name)).toBeLessThan(0);
  expect(compareCells(10, 9)).toBeGreaterThan(0);
});

test("the export names units and leaves missing values empty", () => {
  expect(csvRows([s9, s19], columns)).toEqual([
    ["Model", "Cooling", "Price (USD)"],
    ["Antminer S9", "air", 120.5],
    ["Antminer S19 XP Hyd", "hydro", null],
  ]);
});

const start = { filter: "", sort: { id: "efficiency", descending: false }, preset: "" };

test("the starting view needs no query", () => {
  const { read, write } = tableViewCodec(start);
  expect(write(start)).toBe("");
  expect(read("")).toEqual(start);
});

test("a link brings back the same view", () => {
  const { read, write } = tableViewCodec(start);
  const view = { filter: "s19 & co", sort: { id: "price", descending: true }, preset: "prices" };
  expect(write(view)).toBe("?v=1&q=s19+%26+co&sort=-price&cols=prices");
  expect(read(write(view))).toEqual(view);
});
