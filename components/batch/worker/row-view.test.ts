import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ViewSpec } from "./protocol";
import { packedRow, rowError } from "./result-rows.fixture";
import { ResultStore } from "./result-store";
import { countsOf, viewEntries } from "./row-view";

const everything: ViewSpec = { filter: "", models: [], only: null, sort: null };

function sample(): ResultStore {
  const store = new ResultStore();
  store.addResult(packedRow(2, { label: "Rack 10", dailyProfitUsd: 5, paybackMonths: 12 }));
  store.addResult(packedRow(3, { label: "Rack 9", dailyProfitUsd: -5, minerModel: "Antminer S19" }));
  store.addError(rowError(4));
  store.addResult(packedRow(5, { label: "", dailyProfitUsd: null, minerModel: null }));
  return store;
}

const rows = (store: ResultStore, view: Partial<ViewSpec>) =>
  Array.from(viewEntries(store, { ...everything, ...view }), (entry) => store.rowNumber(entry));

describe("viewEntries", () => {
  it("sorts numbers both ways, with what is missing last", () => {
    expect(rows(sample(), { sort: { id: "dailyProfitUsd", descending: true } })).toEqual([2, 3, 4, 5]);
    expect(rows(sample(), { sort: { id: "dailyProfitUsd", descending: false } })).toEqual([3, 2, 4, 5]);
  });

  it("sorts numbers inside texts as numbers", () => {
    expect(rows(sample(), { sort: { id: "label", descending: false } })).toEqual([3, 2, 4, 5]);
  });

  it("keeps the order of the file for a column that nobody knows", () => {
    expect(rows(sample(), { sort: { id: "fanSpeed", descending: true } })).toEqual([2, 3, 4, 5]);
    expect(rows(sample(), { sort: { id: "row", descending: true } })).toEqual([5, 4, 3, 2]);
  });

  it("filters by model, words, and by what is the matter", () => {
    expect(rows(sample(), { models: ["Antminer S19"] })).toEqual([3]);
    expect(rows(sample(), { models: ["own figures"] })).toEqual([5]);
    expect(rows(sample(), { filter: "RACK s21" })).toEqual([2]);
    expect(rows(sample(), { filter: "c4" })).toEqual([4]);
    expect(rows(sample(), { only: "loss" })).toEqual([3]);
    expect(rows(sample(), { only: "no-payback" })).toEqual([3, 5]);
    expect(rows(sample(), { only: "error" })).toEqual([4]);
    expect(countsOf(sample())).toEqual({ loss: 1, "no-payback": 2, error: 1 });
  });

  it("agrees with a plain sort of objects on any numbers", () => {
    const value = fc.option(fc.integer({ min: -50, max: 50 }), { nil: null });
    fc.assert(
      fc.property(fc.array(value, { maxLength: 60 }), fc.boolean(), (values, descending) => {
        const store = new ResultStore();
        values.forEach((dailyProfitUsd, place) => {
          store.addResult(packedRow(place + 2, { dailyProfitUsd }));
        });
        const expected = values
          .map((worth, place) => ({ worth, row: place + 2 }))
          .sort((a, b) => {
            if (a.worth === null || b.worth === null) {
              return Number(a.worth === null) - Number(b.worth === null) || a.row - b.row;
            }
            return (descending ? b.worth - a.worth : a.worth - b.worth) || a.row - b.row;
          })
          .map(({ row }) => row);
        expect(rows(store, { sort: { id: "dailyProfitUsd", descending } })).toEqual(expected);
      }),
    );
  });
});
