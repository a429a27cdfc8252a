import { expect, it } from "vitest";
import { headroomBins } from "./headroom";
import { packedRow, rowError } from "./result-rows.fixture";
import { ResultStore } from "./result-store";

it("counts machines by strike less tariff, gains and losses apart, the far ones at the edge", () => {
  const store = new ResultStore();
  const add = (strikeUsdPerKwh: number | null, electricityUsdPerKwh: number, quantity: number) =>
    store.addResult(packedRow(store.length + 2, { strikeUsdPerKwh, electricityUsdPerKwh, quantity }));
  expect(headroomBins(store)).toEqual([]);
  add(0.063, 0.06, 5); // 0.3 cents
  add(0.057, 0.06, 7); // -0.3 cents: the same bin, the other side
  add(0.081, 0.06, 2); // 2.1 cents
  add(0.9, 0.06, 3); // beyond the edge
  add(null, 0.06, 11);
  store.addError(rowError(99));
  const bins = headroomBins(store);
  expect(bins).toHaveLength(11);
  expect(bins[0]).toEqual({ usdPerKwh: 0, machinesEarning: 5, machinesAtLoss: 7 });
  expect(bins[2]).toEqual({ usdPerKwh: 0.02, machinesEarning: 2, machinesAtLoss: 0 });
  expect(bins[10]).toEqual({ usdPerKwh: 0.1, machinesEarning: 3, machinesAtLoss: 0 });
});
