import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { batchColumns } from "./batch-columns";
import { batchFields } from "./batch-field";
import { applyMapping, matchHeaders } from "./match-headers";

const template = batchFields.map((field) => batchColumns[field].header);

const factorOf = (header: string) => matchHeaders([header]).columns[0]?.factor ?? null;
const fieldOf = (header: string) => matchHeaders([header]).mapping[0];
const reasonOf = (header: string) => matchHeaders([header]).unread[0]?.reason;

describe("the column table", () => {
  it("names every field once, and every header of it leads back to it", () => {
    for (const field of batchFields) {
      const { header, name, aliases } = batchColumns[field];
      for (const spelling of [field, header, name, ...aliases]) {
        expect([spelling, fieldOf(spelling)]).toEqual([spelling, field]);
      }
    }
  });

  it("reads a plain figure of each template header in the unit that the header states", () => {
    for (const field of batchFields) {
      const { header, isPercent } = batchColumns[field];
      expect([header, factorOf(header)]).toEqual([header, isPercent ? 0.01 : 1]);
    }
  });
});

describe("matchHeaders", () => {
  it("knows the template, the original's format A, and Chinese files", () => {
    expect(matchHeaders(template)).toMatchObject({ mapping: [...batchFields], missing: [], unread: [] });
    expect(
      matchHeaders(["Model", "Quantity", "Power", "Price", "Electricity", "Hashrate", "DecayRate"]).mapping,
    ).toEqual([
      "minerModel",
      "quantity",
      "powerWatts",
      "machinePriceUsd",
      "electricityUsdPerKwh",
      "hashrateThs",
      "hashrateDecayRatioPerMonth",
    ]);
    const chinese = [
      "型号",
      "数量",
      "算力（TH/s）",
      "功率（瓦）",
      "电价（美元/度）",
      "矿池费率",
      "在线率",
      "衰减率",
      "单价",
      "备注",
    ];
    expect(matchHeaders(chinese)).toMatchObject({
      mapping: [
        "minerModel",
        "quantity",
        "hashrateThs",
        "powerWatts",
        "electricityUsdPerKwh",
        "poolFeeRatio",
        "uptimeRatio",
        "hashrateDecayRatioPerMonth",
        "machinePriceUsd",
        "label",
      ],
      missing: [],
      duplicates: [],
    });
  });

  it("maps what the hosting import (format B) shares, and says what it lacks", () => {
    const match = matchHeaders(["site_name", "client_email", "model_name", "hashrate", "power", "notes"]);
    expect(match.mapping).toEqual([null, null, "minerModel", "hashrateThs", "powerWatts", "label"]);
    expect(match.missing).toEqual(["quantity", "electricityUsdPerKwh"]);
    expect(match.unread.map(({ header }) => header)).toEqual(["site_name", "client_email"]);
  });

  it.each([
    ["Power (kW)", 1000],
    ["Power [MW]", 1e6],
    ["power_kw", 1000],
    ["Hashrate (PH/s)", 1000],
    ["Hashrate GH/s", 1e-3],
    ["算力【PH/s】", 1000],
    ["Electricity (¢/kWh)", 0.01],
    ["Electricity (USD/MWh)", 1e-3],
    ["Electricity $/kWh", 1],
    ["Capex (kUSD)", 1000],
    ["Pool fee (ratio)", 1],
    ["poolFeeRatio", 1],
    ["Pool fee", 0.01],
    ["Uptime %", 0.01],
    ["hashrateDecayRatioPerMonth", 1],
  ])("converts %s by %d", (header, factor) => {
    expect(factorOf(header)).toBe(factor);
  });

  it.each([
    ["Power (hp)", "hp"],
    ["Electricity (元/度)", "元/度"],
    ["Electricity (EUR/kWh)", "EUR/kWh"],
    ["Price (CNY)", "CNY"],
    ["Hashrate (J/TH)", "J/TH"],
    ["Decay (%/year)", "%/year"],
    ["Power (TH/s)", "TH/s"],
    ["Electricity (USD)", "USD"],
  ])("leaves %s unread instead of reading it in the wrong unit, and says why", (header, unit) => {
    expect(fieldOf(header)).toBeNull();
    expect(reasonOf(header)).toContain(`"${unit}"`);
  });

  it("reads none of two columns for one field, and names both", () => {
    const match = matchHeaders(["Model", "Hashrate (TH/s)", "Quantity", "Electricity", "算力", "Power"]);
    expect(match.mapping).toEqual([
      "minerModel",
      null,
      "quantity",
      "electricityUsdPerKwh",
      null,
      "powerWatts",
    ]);
    expect(match.duplicates).toEqual([{ field: "hashrateThs", columns: [1, 4] }]);
    expect(match.unread.map(({ column }) => column)).toEqual([1, 4]);
  });

  it("misses a model only when hashrate and power are not both there", () => {
    expect(matchHeaders(["Quantity", "Electricity", "Hashrate", "Power"]).missing).toEqual([]);
    expect(matchHeaders(["Quantity", "Electricity", "Hashrate"]).missing).toEqual(["minerModel"]);
    const settings = {
      electricityUsdPerKwh: 0.05,
      poolFeeRatio: null,
      uptimeRatio: null,
      hashrateDecayRatioPerMonth: null,
    };
    expect(matchHeaders(["Model", "Quantity"], settings).missing).toEqual([]);
    expect(matchHeaders(["Model", "Quantity"]).missing).toEqual(["electricityUsdPerKwh"]);
  });

  it("does not mind case, joining signs, kind of brackets, required marks or a byte order mark", () => {
    const spelling = fc.record({
      field: fc.constantFrom(...batchFields),
      joint: fc.constantFrom(" ", "_", "-", "", "  "),
      brackets: fc.constantFrom("()", "（）", "[]", "【】"),
      isUpper: fc.boolean(),
      start: fc.constantFrom("", "\uFEFF", " ", "*"),
      end: fc.constantFrom("", " ", "*", " *"),
    });
    fc.assert(
      fc.property(spelling, ({ field, joint, brackets, isUpper, start, end }) => {
        const bracketed = batchColumns[field].header
          .replace(/\s*\(/, `${joint}${brackets[0]}`)
          .replace(")", brackets[1] ?? "");
        const header = bracketed.replaceAll(" ", joint === "" ? "" : joint);
        expect(fieldOf(start + (isUpper ? header.toUpperCase() : header) + end)).toBe(field);
      }),
    );
  });

  it("answers for any text without failing, one place per header", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 40 }), { maxLength: 30 }), (headers) => {
        const { columns, mapping } = matchHeaders(headers);
        expect([columns.length, mapping.length]).toEqual([headers.length, headers.length]);
      }),
    );
  });
});

describe("applyMapping", () => {
  it("takes the person's choice for a header nobody knows, in the field's own unit", () => {
    const match = applyMapping(
      ["MW", "Rigs", "Cost of power"],
      ["minerModel", "quantity", "electricityUsdPerKwh"],
    );
    expect(match.mapping).toEqual(["minerModel", "quantity", "electricityUsdPerKwh"]);
    expect(match.missing).toEqual([]);
    expect(applyMapping(["Rate"], ["poolFeeRatio"]).columns[0]?.factor).toBe(0.01);
  });

  it("keeps the unit that the header states", () => {
    expect(applyMapping(["Draw (kW)"], ["powerWatts"]).columns[0]?.factor).toBe(1000);
    expect(applyMapping(["Power (kW)"], ["powerWatts"]).columns[0]?.factor).toBe(1000);
    expect(applyMapping(["Draw kW"], ["powerWatts"]).columns[0]?.factor).toBe(1000);
    expect(applyMapping(["Fee ratio"], ["poolFeeRatio"]).columns[0]?.factor).toBe(1);
    expect(applyMapping(["Leistung P"], ["hashrateThs"]).columns[0]?.factor).toBe(1);
  });

  it("refuses a column whose unit measures something else, and one field for two columns", () => {
    const match = applyMapping(["Energy (kWh)", "A", "B"], ["powerWatts", "quantity", "quantity"]);
    expect(match.mapping).toEqual([null, null, null]);
    expect(match.unread[0]?.reason).toContain("kWh");
    expect(match.duplicates).toEqual([{ field: "quantity", columns: [1, 2] }]);
  });

  it("takes brackets that hold no unit for a remark", () => {
    expect(applyMapping(["Anzahl (total)"], ["quantity"]).mapping).toEqual(["quantity"]);
  });
});
