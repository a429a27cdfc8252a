import { describe, expect, it } from "vitest";
import { forgetMapping, type MappingStorage, recallMapping, rememberMapping } from "./mapping-memory";

function memory(start: string | null = null): MappingStorage & { text: string | null } {
  return {
    text: start,
    getItem() {
      return this.text;
    },
    setItem(_key: string, value: string) {
      this.text = value;
    },
  };
}

const savedAt = "2026-11-24T12:00:00.000Z";

describe("the memory of mappings", () => {
  it("recalls by headers, whatever their case and surrounding spaces", () => {
    const storage = memory();
    rememberMapping(storage, ["Type", "Count"], { mapping: ["minerModel", "quantity"], savedAt });
    expect(recallMapping(storage, [" type ", "COUNT"])).toEqual({
      mapping: ["minerModel", "quantity"],
      savedAt,
    });
    expect(recallMapping(storage, ["Count", "Type"])).toBeNull();
  });

  it("forgets one and keeps the others", () => {
    const storage = memory();
    rememberMapping(storage, ["a"], { mapping: [null], savedAt });
    rememberMapping(storage, ["b"], { mapping: ["label"], savedAt });
    forgetMapping(storage, ["a"]);
    expect(recallMapping(storage, ["a"])).toBeNull();
    expect(recallMapping(storage, ["b"])?.mapping).toEqual(["label"]);
  });

  it("keeps the thirty latest", () => {
    const storage = memory();
    for (let index = 0; index <= 30; index += 1) {
      rememberMapping(storage, [`h${index}`], { mapping: [null], savedAt });
    }
    expect(recallMapping(storage, ["h0"])).toBeNull();
    expect(recallMapping(storage, ["h1"])).not.toBeNull();
  });

  it("reads a field that no longer exists as unused, and rubbish as nothing", () => {
    const stored = JSON.stringify([['["a","b"]', { mapping: ["minerModel", "fanSpeed"], savedAt }]]);
    expect(recallMapping(memory(stored), ["a", "b"])?.mapping).toEqual(["minerModel", null]);
    expect(recallMapping(memory("{not json"), ["a", "b"])).toBeNull();
    expect(recallMapping(memory('[["[]", 3]]'), [])).toBeNull();
  });
});
