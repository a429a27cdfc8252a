import { describe, expect, it } from "vitest";
import { schemaFields } from "./schema-fields";

describe("schemaFields", () => {
  it("names nested fields by path, with type, rule and whether they are required", () => {
    const fields = schemaFields({
      type: "object",
      required: ["rows"],
      properties: {
        rows: {
          type: "array",
          items: {
            type: "object",
            required: ["quantity"],
            properties: { quantity: { type: "integer", minimum: 1 } },
          },
        },
        market: {
          type: "object",
          properties: { priceUsd: { anyOf: [{ type: "number", exclusiveMinimum: 0 }, { type: "null" }] } },
        },
      },
    });
    expect(fields.map(({ path, type, isRequired, rule }) => [path, type, isRequired, rule])).toEqual([
      ["rows", "list of object", true, ""],
      ["rows[].quantity", "integer", true, "≥ 1"],
      ["market", "object", false, ""],
      ["market.priceUsd", "number or null", false, "> 0"],
    ]);
  });

  it("does not print the safe-integer range as if it were a rule", () => {
    const [field] = schemaFields({
      properties: { n: { type: "integer", maximum: Number.MAX_SAFE_INTEGER } },
    });
    expect(field?.rule).toBe("");
  });
});
