import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { marketFixture } from "../mining/calculation.fixture";
import { batchCalculator } from "./batch-calculator";
import type { BatchGroupSummary, BatchRow, BatchSummary } from "./batch-row";
import { batchSummaryCollector } from "./batch-summary-collector";

const calculateRow = batchCalculator(marketFixture);

function summaryOf(rows: readonly BatchRow[]): BatchSummary {
  const collector = batchSummaryCollector();
  for (const [index, row] of rows.entries()) collector.add(calculateRow(row, index));
  return collector.summary();
}

const anyRow = fc.record<BatchRow>({
  minerModel: fc.constantFrom(null, "Antminer S21", "WhatsMiner M50S"),
  hashrateThs: fc.double({ min: 1, max: 2_000, noNaN: true }),
  powerWatts: fc.double({ min: 1, max: 20_000, noNaN: true }),
  quantity: fc.integer({ min: 2, max: 100_000 }),
  electricityUsdPerKwh: fc.double({ min: 0.001, max: 0.2, noNaN: true }),
  poolFeeRatio: fc.constant(0.02),
  uptimeRatio: fc.constant(0.98),
  hashrateDecayRatioPerMonth: fc.constant(0),
  capexUsd: fc.double({ min: 1, max: 1e9, noNaN: true }),
  label: fc.constant(""),
});
const anyRows = fc.array(anyRow, { minLength: 1, maxLength: 60 });

const sums = [
  "hashrateThs",
  "powerWatts",
  "btcPerDayNet",
  "dailyRevenueUsd",
  "dailyEnergyCostUsd",
  "capexUsd",
] as const;

/** Sums of positive terms agree to 1e-12 of themselves; profit, whose terms cancel, to 1e-12 of what it is made of. */
function expectSame(one: BatchGroupSummary, other: BatchGroupSummary) {
  expect([one.name, one.machines, one.machinesAtLoss]).toEqual([
    other.name,
    other.machines,
    other.machinesAtLoss,
  ]);
  for (const field of sums) {
    const [a, b] = [one[field] ?? Number.NaN, other[field] ?? Number.NaN];
    expect(Math.abs(a - b)).toBeLessThanOrEqual(1e-12 * Math.abs(b));
  }
  const scale = (one.dailyRevenueUsd ?? 0) + one.dailyEnergyCostUsd;
  expect(Math.abs((one.dailyProfitUsd ?? Number.NaN) - (other.dailyProfitUsd ?? 0))).toBeLessThanOrEqual(
    1e-12 * scale,
  );
}

function expectSameSummary(one: BatchSummary, other: BatchSummary) {
  expectSame(one.total, other.total);
  expect(one.byModel.length).toBe(other.byModel.length);
  one.byModel.forEach((group, place) => {
    const same = other.byModel[place];
    if (same !== undefined) expectSame(group, same);
  });
}

describe("batchSummaryCollector", () => {
  it("does not show the order of rows", () => {
    const shuffled = anyRows.chain((rows) =>
      fc.shuffledSubarray(rows, { minLength: rows.length }).map((other) => ({ rows, other })),
    );
    fc.assert(
      fc.property(shuffled, ({ rows, other }) => expectSameSummary(summaryOf(other), summaryOf(rows))),
    );
  });

  it("does not show how a fleet is split into rows", () => {
    fc.assert(
      fc.property(anyRows, fc.double({ min: 0, max: 1, noNaN: true }), (rows, share) => {
        const halves = rows.flatMap((row) => {
          const first = Math.max(1, Math.min(row.quantity - 1, Math.round(row.quantity * share)));
          const capexUsd = row.capexUsd ?? 0;
          return [
            { ...row, quantity: first, capexUsd: (capexUsd * first) / row.quantity },
            {
              ...row,
              quantity: row.quantity - first,
              capexUsd: capexUsd - (capexUsd * first) / row.quantity,
            },
          ];
        });
        expectSameSummary(summaryOf(halves), summaryOf(rows));
      }),
    );
  });

  it("adds a hundred thousand rows as exactly as ten", () => {
    // 0.1 + 0.1 + ... drifts to 10000.000000018848 by plain addition.
    const row: BatchRow = {
      minerModel: null,
      hashrateThs: 0.1,
      powerWatts: 0.1,
      quantity: 1,
      electricityUsdPerKwh: 0,
      poolFeeRatio: 0,
      uptimeRatio: 1,
      hashrateDecayRatioPerMonth: 0,
      capexUsd: 0.1,
      label: "",
    };
    const { total } = summaryOf(Array.from({ length: 100_000 }, () => row));
    expect([total.hashrateThs, total.powerWatts, total.capexUsd]).toEqual([10_000, 10_000, 10_000]);
  });

  it("lists models by machines, own figures among them, and their parts make up the total", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { total, byModel, rowsCalculated } = summaryOf(rows);
        const machines = byModel.map((group) => group.machines);
        expect(machines).toEqual([...machines].sort((a, b) => b - a));
        expect(machines.reduce((a, b) => a + b, 0)).toBe(total.machines);
        expect(byModel.reduce((count, group) => count + group.rows, 0)).toBe(rowsCalculated);
        const known = new Set(rows.map(({ minerModel }) => minerModel ?? "own figures"));
        expect(new Set(byModel.map(({ name }) => name))).toEqual(known);
      }),
    );
  });

  it("knows no sum of which a part is missing", () => {
    const collector = batchSummaryCollector();
    const row = {
      minerModel: null,
      hashrateThs: 200,
      powerWatts: 3500,
      quantity: 1,
      electricityUsdPerKwh: 0.05,
      poolFeeRatio: 0,
      uptimeRatio: 1,
      hashrateDecayRatioPerMonth: 0,
      capexUsd: 3000,
      label: "",
    };
    collector.add(calculateRow(row, 0));
    collector.add(calculateRow({ ...row, capexUsd: null }, 1));
    collector.addRowsWithErrors(3);
    expect(collector.summary()).toMatchObject({
      total: { capexUsd: null, machines: 2 },
      rowsCalculated: 2,
      rowsWithErrors: 3,
    });
    const withoutPrice = batchCalculator({ ...marketFixture, btcPriceUsd: null });
    collector.add(withoutPrice(row, 2));
    expect(collector.summary().total).toMatchObject({ dailyRevenueUsd: null, dailyProfitUsd: null });
  });

  it("is all zeros, and no model, before the first row", () => {
    expect(batchSummaryCollector().summary()).toMatchObject({
      total: { rows: 0, machines: 0, hashrateThs: 0 },
      byModel: [],
      rowsCalculated: 0,
    });
  });
});
