import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inputLimits } from "../mining/input-limits";
import { isWithin } from "../require-range";
import type { BatchCell } from "./batch-cell";
import { batchColumns } from "./batch-columns";
import { type BatchSettings, batchFields } from "./batch-field";
import { batchModelsFixture } from "./batch-models.fixture";
import { matchHeaders } from "./match-headers";
import { modelLookup } from "./model-lookup";
import { readBatchRow } from "./read-batch-row";

const models = modelLookup(batchModelsFixture);
const noSettings: BatchSettings = {
  electricityUsdPerKwh: null,
  poolFeeRatio: null,
  uptimeRatio: null,
  hashrateDecayRatioPerMonth: null,
};

/** Reads one row under `headers`, as the 17th of its file. */
function read(headers: readonly string[], cells: readonly BatchCell[], settings = noSettings) {
  return readBatchRow(cells, matchHeaders(headers).columns, settings, models, 17);
}

function rowOf(headers: readonly string[], cells: readonly BatchCell[], settings = noSettings) {
  const answer = read(headers, cells, settings);
  if (answer.kind !== "row") throw new Error(`not read: ${JSON.stringify(answer)}`);
  return answer.row;
}

function errorsOf(headers: readonly string[], cells: readonly BatchCell[], settings = noSettings) {
  const answer = read(headers, cells, settings);
  return answer.kind === "errors" ? answer.errors : [];
}

const formatA = ["Model", "Quantity", "Power", "Price", "Electricity", "Hashrate", "DecayRate"];
const short = ["Model", "Quantity", "Electricity"];

describe("a row that can be read", () => {
  it("is the original's example of format A: own figures win, price per machine, decay in percent", () => {
    expect(rowOf(formatA, ["Antminer S21", "8", "3550", "3200", "0.08", "200", "0.4"])).toEqual({
      minerModel: "Antminer S21",
      hashrateThs: 200,
      powerWatts: 3550,
      quantity: 8,
      electricityUsdPerKwh: 0.08,
      poolFeeRatio: 0,
      uptimeRatio: 1,
      hashrateDecayRatioPerMonth: 0.004,
      capexUsd: 25_600,
      label: "",
    });
  });

  it("lets each figure of its own win over the model's, and takes the other from the model", () => {
    expect(rowOf([...short, "Hashrate", "Power"], ["S21", 1, 0.05, 195, ""])).toMatchObject({
      minerModel: "Antminer S21",
      hashrateThs: 195,
      powerWatts: 3500,
    });
  });

  it("takes the model's figures, under its own name, however it is spelled", () => {
    expect(rowOf(short, ["bitmain s21 pro", 3, 0.05])).toMatchObject({
      minerModel: "Antminer S21 Pro",
      hashrateThs: 234,
      powerWatts: 3510,
      capexUsd: null,
    });
  });

  it("takes the batch's settings where a cell is empty, and the cell where it is not", () => {
    const settings = {
      electricityUsdPerKwh: 0.04,
      poolFeeRatio: 0.02,
      uptimeRatio: 0.97,
      hashrateDecayRatioPerMonth: 0.003,
    };
    const headers = [...short, "Pool fee (%)"];
    expect(rowOf(headers, ["S21", "1", " ", null], settings)).toMatchObject({ ...settings });
    expect(rowOf(headers, ["S21", "1", "0.06", "1.5"], settings)).toMatchObject({
      electricityUsdPerKwh: 0.06,
      poolFeeRatio: 0.015,
      uptimeRatio: 0.97,
    });
  });

  it.each<[string, BatchCell, number]>([
    ["Pool fee (%)", "2.5", 0.025],
    // 57 x 0.01 is 0.5700000000000001.
    ["Pool fee (%)", 57, 0.57],
    ["Pool fee", "2.5%", 0.025],
    ["Pool fee", { percent: 2.5 }, 0.025],
    ["Pool fee (ratio)", 0.025, 0.025],
    ["Pool fee (ratio)", "2.5 %", 0.025],
    ["Pool fee (ratio)", { percent: 2.5 }, 0.025],
    ["Pool fee", "0.05%", 0.0005],
    ["Pool fee", 0, 0],
  ])("means the same ratio by %s = %j", (header, cell, ratio) => {
    expect(rowOf([...short, header], ["S21", 1, 0.05, cell]).poolFeeRatio).toBe(ratio);
  });

  it.each<[string, BatchCell, number]>([
    ["Power (kW)", "3.55", 3550],
    ["Power (W)", "3.55 kW", 3550],
    ["Power (kW)", "3550 W", 3550],
    ["Power", "3,550.0", 3550],
    ["Power", 3550, 3550],
  ])("converts units that are known: %s = %j", (header, cell, watts) => {
    expect(rowOf([...short, header], ["S21", 1, 0.05, cell]).powerWatts).toBe(watts);
  });

  it("is blank when every cell is", () => {
    expect(read(short, [null, "", "  "])).toEqual({ kind: "blank" });
    expect(read(short, [])).toEqual({ kind: "blank" });
  });
});

describe("a row that cannot be read", () => {
  it("names every error with row, column, cell, value, type, rule and way out", () => {
    const errors = errorsOf(
      ["Label", ...formatA],
      ["x", "Antminr S21", "1.5", "3550 hp", "", "cheap", "-1", "60"],
    );
    expect(errors).toEqual([
      {
        row: 17,
        column: "Quantity",
        cell: "C17",
        value: "1.5",
        errorType: "invalid_range",
        message: "Quantity must be a whole number >= 1 and <= 10000000 machines",
        suggestion: null,
      },
      {
        row: 17,
        column: "Power",
        cell: "D17",
        value: "3550 hp",
        errorType: "invalid_type",
        message: 'Power must be in W; "hp" is not a unit that can be converted to it',
        suggestion: "Write the figure in W",
      },
      {
        row: 17,
        column: "Electricity",
        cell: "F17",
        value: "cheap",
        errorType: "invalid_type",
        message: "Electricity must be a number",
        suggestion: null,
      },
      {
        row: 17,
        column: "Hashrate",
        cell: "G17",
        value: "-1",
        errorType: "invalid_range",
        message: "Hashrate must be > 0 and <= 1000000000 TH/s",
        suggestion: null,
      },
      {
        row: 17,
        column: "DecayRate",
        cell: "H17",
        value: "60",
        errorType: "invalid_range",
        message: "Decay must be >= 0 and <= 50 %/month",
        suggestion: null,
      },
      {
        row: 17,
        column: "Model",
        cell: "B17",
        value: "Antminr S21",
        errorType: "model_not_found",
        message: "Not in the catalogue of machines",
        suggestion: "Did you mean Antminer S21? Or give hashrate and power instead of a model.",
      },
    ]);
  });

  it("never becomes 100 TH/s and 3000 W: an unknown model is an error even with figures of its own", () => {
    const headers = [...short, "Hashrate", "Power"];
    const [near] = errorsOf(headers, ["Own rig", 1, 0.05, 232, 3500]);
    expect(near).toMatchObject({ errorType: "model_not_found", cell: "A17" });
    expect(near?.suggestion).toContain("nearest to Antminer S21 Pro");
    const [far] = errorsOf(headers, ["Own rig", 1, 0.05, 1, 3500]);
    expect(far).toMatchObject({ errorType: "no_model_match" });
    expect(far?.suggestion).toContain("Without a model name");
  });

  it("lacks what it lacks, each by name; what has no column has no cell", () => {
    expect(errorsOf(["Model", "Quantity", "Hashrate"], ["", "", "200"])).toMatchObject([
      { errorType: "missing_field", column: null, cell: null, message: expect.stringContaining("power") },
      { errorType: "missing_field", column: "Quantity", cell: "B17", value: "" },
      { errorType: "missing_field", column: null, cell: null },
    ]);
    expect(errorsOf(["Model", "Quantity", "Electricity"], ["", "1", "0.05"])).toMatchObject([
      { errorType: "missing_field", column: "Model", cell: "A17" },
    ]);
  });

  it("asks which of two readings is meant instead of choosing one", () => {
    expect(errorsOf([...short, "Power"], ["S21", 1, 0.05, "3,550"])).toMatchObject([
      { errorType: "invalid_type", cell: "D17", suggestion: "Write 3550 or 3.550" },
    ]);
    expect(errorsOf([...short, "Pool fee (%)"], ["S21", 1, 0.05, "0.025"])).toMatchObject([
      { errorType: "validation", suggestion: "Write 2.5% or 0.025%" },
    ]);
    expect(errorsOf([...short, "Uptime"], ["S21", 1, 0.05, 0.95])).toMatchObject([
      { errorType: "validation", suggestion: "Write 95% or 0.95%" },
    ]);
  });

  it.each<[string, BatchCell]>([
    ["Electricity (¢/kWh)", "$6"],
    ["Capex (kUSD)", "$400"],
    ["Power", { percent: 50 }],
    ["Power", "50%"],
    ["Power", Number.NaN],
    ["Power", Number.POSITIVE_INFINITY],
    ["Electricity", "€0.06"],
    ["Quantity", "8 W"],
    ["Quantity", "#REF!"],
  ])("does not read %s = %j", (header, cell) => {
    const headers = [header, ...formatA.filter((name) => !header.startsWith(name))];
    const cells: BatchCell[] = headers.map((name) =>
      name === header ? cell : name === "Model" ? "S21" : "1",
    );
    expect(errorsOf(headers, cells).filter((error) => error.cell === "A17")).toHaveLength(1);
  });

  it("cannot have both a machine price and a capital cost", () => {
    expect(errorsOf([...short, "Price", "Capex"], ["S21", 1, 0.05, 3000, 3000])).toMatchObject([
      { errorType: "validation", column: "Capex", cell: "E17", value: "3000" },
    ]);
  });

  it("cannot have a capital cost beyond its limit by multiplication", () => {
    expect(errorsOf([...short, "Price"], ["S21", 10_000_000, 0.05, 1e15])).toMatchObject([
      { errorType: "invalid_range", cell: "D17" },
    ]);
  });

  it("says so when cells are shifted by a comma that was not quoted", () => {
    expect(errorsOf(short, ["S21", "1", "200", "0.05"]).map(({ message }) => message)).toContain(
      "The row has 4 cells, but the header names 3 columns",
    );
    expect(read(short, ["S21", "1", "0.05", "", null]).kind).toBe("row");
  });

  it("cuts a value at 200 characters", () => {
    const [error] = errorsOf(["Label", ...short], ["x".repeat(1_000_000), "S21", 1, 0.05]);
    expect(error).toMatchObject({ cell: "A17", errorType: "invalid_range" });
    expect(error?.value).toHaveLength(200);
  });
});

it("answers a row inside all limits, errors, or blank, for any cells", () => {
  const anyCell = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.double(),
    fc.constant(null),
    fc.record({ percent: fc.double() }),
    fc.constantFrom<BatchCell>("S21", "0.05", "8", "200", "3550 W", "2%", 1, 0.5),
  );
  const headers = batchFields.map((field) => batchColumns[field].header);
  fc.assert(
    fc.property(fc.array(anyCell, { maxLength: 13 }), (cells) => {
      const answer = read(headers, cells);
      if (answer.kind === "errors") {
        expect(answer.errors.length).toBeGreaterThan(0);
        for (const { message, value, row } of answer.errors) {
          expect([message.length > 0, value.length <= 200, row]).toEqual([true, true, 17]);
        }
      }
      if (answer.kind !== "row") return;
      const { row } = answer;
      for (const field of ["hashrateThs", "powerWatts", "quantity", "electricityUsdPerKwh"] as const) {
        expect(isWithin(row[field], inputLimits[field])).toBe(true);
      }
      for (const field of ["poolFeeRatio", "uptimeRatio"] as const) {
        expect(isWithin(row[field], inputLimits[field])).toBe(true);
      }
      expect(row.capexUsd === null || isWithin(row.capexUsd, inputLimits.capexUsd)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
