import { expect, test } from "vitest";
import type { BatchTableRow } from "@/components/batch/worker/protocol";
import { s21Xp } from "@/components/catalogue/miner-models.fixture";
import type { BatchRowResult } from "@/lib/domain/batch/batch-row";
import { machineInput } from "@/lib/modules/calculator/portfolio/inputs";
import { machinesOf } from "./portfolio-machines";

function tableRow(of: Partial<BatchRowResult>): BatchTableRow {
  const result = {
    minerModel: s21Xp.name,
    label: "Hall A",
    quantity: 8,
    hashrateThs: s21Xp.hashrateThs,
    powerWatts: s21Xp.powerWatts,
    electricityUsdPerKwh: 0.1 + 0.2,
    poolFeeRatio: 0.02,
    uptimeRatio: 0.98,
    hashrateDecayRatioPerMonth: 0.004,
    capexUsd: 25_600,
    ...of,
  };
  return { row: 2, result: result as BatchRowResult, errors: [] };
}

test("a row of a batch becomes machines that the portfolio takes, with money as decimal text", () => {
  const [machine] = machinesOf([tableRow({})], [s21Xp]);
  expect(machineInput.parse(machine)).toEqual(machine);
  expect(machine).toMatchObject({
    name: "Hall A",
    minerModel: s21Xp.slug,
    hashrateThs: null,
    powerWatts: null,
    electricityUsdPerKwh: "0.3",
    capexUsd: "25600",
  });
});

test("figures that are not the model's nameplate stay the person's own", () => {
  const [machine] = machinesOf([tableRow({ hashrateThs: 250 })], [s21Xp]);
  expect(machine).toMatchObject({ minerModel: s21Xp.slug, hashrateThs: 250, powerWatts: null });
});

test("a machine without a model keeps its figures, and a row with errors is left out", () => {
  const bad: BatchTableRow = { row: 3, result: null, errors: [] };
  const machines = machinesOf(
    [bad, tableRow({ minerModel: null, hashrateThs: 90, capexUsd: null })],
    [s21Xp],
  );
  expect(machines).toMatchObject([
    { minerModel: null, hashrateThs: 90, powerWatts: s21Xp.powerWatts, capexUsd: null },
  ]);
});
