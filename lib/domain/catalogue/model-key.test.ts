import { expect, it } from "vitest";
import { modelKey } from "./model-key";

it.each([
  ["WhatsMiner M50S", "M50S"],
  ["whatsminer-m50s", "M50S"],
  ["MicroBT Whatsminer M50S++", "whatsminer-m50s-plus-plus"],
  ["Bitmain Antminer S21 Hydro", "antminer-s21-hyd"],
  ["ANTMINER S21+ Hyd.", "S21 + hyd"],
  ["Avalon A1566", "AvalonMiner A1566"],
])("takes %s and %s for one model", (left, right) => {
  expect(modelKey(left)).toBe(modelKey(right));
});

it.each([
  ["M50S", "M50S+"],
  ["S21 XP", "S21 XP Hyd"],
  ["S21+ Hyd", "S21 Hyd"],
  ["S19j Pro", "S19j Pro 104T"],
])("tells %s from %s", (left, right) => {
  expect(modelKey(left)).not.toBe(modelKey(right));
});
