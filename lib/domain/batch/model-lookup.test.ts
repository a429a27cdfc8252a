import { describe, expect, it } from "vitest";
import { batchModelsFixture } from "./batch-models.fixture";
import { modelLookup } from "./model-lookup";

const lookup = modelLookup(batchModelsFixture);

describe("modelLookup", () => {
  it.each([
    ["Antminer S21", "Antminer S21"],
    ["antminer-s21-pro", "Antminer S21 Pro"],
    ["BITMAIN ANTMINER S21+", "Antminer S21+"],
    ["蚂蚁 S21 XP", "Antminer S21 XP"],
    ["m50s+", "WhatsMiner M50S+"],
  ])("finds %s", (name, found) => {
    expect(lookup.find(name)?.name).toBe(found);
  });

  it.each(["", "  ", "S99", "矿机", "Antminr S21", "S21 Pro Max"])("finds nothing for %j", (name) => {
    expect(lookup.find(name)).toBeNull();
  });

  it.each([
    ["Antminr S21", "Antminer S21"],
    ["Antminer S21 Por", "Antminer S21 Pro"],
    ["Whatsmner M50S", "WhatsMiner M50S"],
    ["S12 XP", "Antminer S21 XP"],
    // One letter off the S23 as well, but it does not look like it.
    ["Antminer S2l", "Antminer S21"],
    ["S2I Pro", "Antminer S21 Pro"],
  ])("proposes for %s %s", (name, proposed) => {
    expect(lookup.nearestName(name)).toBe(proposed);
  });

  it.each(["Avalon Nano 3", "GPU rig", "", "x", "y".repeat(100)])("proposes nothing for %j", (name) => {
    expect(lookup.nearestName(name)).toBeNull();
  });

  it("proposes by figures the nearest inside 15 % of hashrate and 20 % of power, and nothing outside", () => {
    // |232-234|/234 x 0.6 + |3500-3510|/3510 x 0.4 = 0.0063 against 0.0515 for 216 TH/s at 3564 W.
    expect(lookup.nearestByFigures(232, 3500)).toBe("Antminer S21 Pro");
    expect(lookup.nearestByFigures(318 * 1.149, 3498)).toBe("Antminer S23");
    expect(lookup.nearestByFigures(318 * 1.151, 3498)).toBeNull();
    expect(lookup.nearestByFigures(318, 3498 * 1.201)).toBeNull();
  });

  it("answers the same for the ten-thousandth name as for the first", () => {
    for (let count = 0; count < 10_000; count += 1) lookup.find(`unknown ${count}`);
    expect(lookup.find("S21")?.name).toBe("Antminer S21");
    expect(lookup.nearestName("Antminr S21")).toBe("Antminer S21");
  });
});
