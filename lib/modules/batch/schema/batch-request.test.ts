import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { batchFields } from "@/lib/domain/batch/batch-field";
import { modelLookup } from "@/lib/domain/batch/model-lookup";
import { readJsonRow } from "@/lib/domain/batch/read-json-row";
import { batchRequestSchema, batchRowSchema } from "./batch-request";

const models = modelLookup([
  { name: "Antminer S21", slug: "antminer-s21", aliases: ["S21"], hashrateThs: 200, powerWatts: 3500 },
]);

const good = { minerModel: "S21", quantity: 2, electricityUsdPerKwh: 0.05 };

/** Values on, inside and outside every limit, and of every wrong type. */
const anyValue = fc.oneof(
  fc.constantFrom<unknown>(
    0,
    -0.001,
    1,
    1.001,
    0.5,
    0.51,
    100,
    100.1,
    1e7,
    1e7 + 1,
    1e9,
    1e15,
    1.01e15,
    1e300,
  ),
  fc.constantFrom<unknown>(null, true, "", "S21", "0.05", "2.5%", "x".repeat(101), "x".repeat(201), [], {}),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

describe("the row as the document shows it and as the domain reads it", () => {
  it("refuse the same fields", () => {
    const anyField = fc.constantFrom(...batchFields, "miner_model", "colour", "__proto__", "constructor");
    fc.assert(
      fc.property(anyField, anyValue, (field, value) => {
        const raw = JSON.parse(JSON.stringify({ ...good, [field]: value }));
        if (field === "__proto__") Object.defineProperty(raw, field, { value, enumerable: true });
        const parsed = batchRowSchema.safeParse(raw);
        const read = readJsonRow(raw, models);
        // What only the domain knows: the catalogue, and a product beyond its limit.
        const broken =
          "errors" in read
            ? read.errors.filter(({ errorType, message }) => !/model/.test(errorType) && !/ x /.test(message))
            : [];
        expect([field, value, broken.length > 0]).toEqual([field, value, !parsed.success]);
      }),
      { numRuns: 3_000 },
    );
  });

  it("is in the document with every field, its limit and its help", () => {
    const document = z.toJSONSchema(batchRequestSchema, { io: "input" });
    const rows = Object(document.properties?.rows);
    expect(rows.maxItems).toBe(10_000);
    expect(Object.keys(rows.items.properties).sort()).toEqual(
      [...batchFields, "hashrateDecayPerMonth"].sort(),
    );
    expect(rows.items.additionalProperties).toBe(false);
    expect(rows.items.required).toEqual(["quantity", "electricityUsdPerKwh"]);
    expect(rows.items.properties.quantity).toMatchObject({
      type: "integer",
      minimum: 1,
      maximum: 10_000_000,
    });
    expect(rows.items.properties.hashrateThs).toMatchObject({ exclusiveMinimum: 0 });
    for (const field of batchFields) expect(rows.items.properties[field].description).not.toBe("");
  });
});

describe("a row of a request", () => {
  const errorsOf = (raw: unknown) => {
    const read = readJsonRow(raw, models);
    return "errors" in read ? read.errors : [];
  };

  it.each([
    ["model", "minerModel"],
    ["miner_model", "minerModel"],
    ["power_consumption", "powerWatts"],
    ["power", "powerWatts"],
    ["electricity_cost", "electricityUsdPerKwh"],
    ["hashrate", "hashrateThs"],
    ["decay_rate", "hashrateDecayRatioPerMonth"],
    ["machine_price", "machinePriceUsd"],
    ["pool_fee", "poolFeeRatio"],
    ["electricityUsdPerKWh", "electricityUsdPerKwh"],
  ])("names the new name of %s", (old, field) => {
    const [error] = errorsOf({ ...good, [old]: 1 });
    expect(error).toMatchObject({ field: old, errorType: "validation" });
    expect(error?.suggestion).toContain(`The field is called ${field}`);
  });

  it("takes the short name of the decay, names it in its errors and refuses both at once", () => {
    expect(readJsonRow({ ...good, hashrateDecayPerMonth: 0.004 }, models)).toMatchObject({
      row: { hashrateDecayRatioPerMonth: 0.004 },
    });
    expect(errorsOf({ ...good, hashrateDecayPerMonth: 0.6 })).toMatchObject([
      { field: "hashrateDecayPerMonth", value: "0.6", errorType: "invalid_range" },
    ]);
    expect(
      errorsOf({ ...good, hashrateDecayPerMonth: 0.004, hashrateDecayRatioPerMonth: 0.004 }),
    ).toMatchObject([{ field: "hashrateDecayPerMonth", errorType: "validation" }]);
  });

  it("proposes nothing where nothing is near", () => {
    expect(errorsOf({ ...good, colour: "red" })).toMatchObject([{ field: "colour", suggestion: null }]);
  });

  it.each([
    [{ quantity: "8" }, "Send 8 without quotes"],
    [{ poolFeeRatio: 2.5 }, "A ratio: 2.5 % is 0.025"],
    [{ poolFeeRatio: "2.5%" }, "Send 0.025"],
    [{ capexUsd: null }, "Leave the field out when there is no value"],
  ])("says how to mend %j", (part, suggestion) => {
    expect(errorsOf({ ...good, ...part })).toMatchObject([{ suggestion }]);
  });

  it("answers a thousand unknown fields with a handful of errors, and counts the rest", () => {
    const many = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`field${index}`, index]));
    const errors = errorsOf({ ...good, ...many });
    expect(errors).toHaveLength(6);
    expect(errors[5]?.message).toBe("995 further fields are not known here");
  });

  it("cuts what it shows of a huge value and of a huge name", () => {
    const [value] = errorsOf({ ...good, quantity: "9".repeat(100_000) });
    expect(value?.value).toHaveLength(200);
    const [name] = errorsOf({ ...good, ["n".repeat(100_000)]: 1 });
    expect(name?.field).toHaveLength(200);
  });
});
