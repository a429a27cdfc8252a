import type { BatchModel } from "./model-lookup";

/** Some machines of the catalogue with the figures on their plates. */
export const batchModelsFixture: readonly BatchModel[] = [
  model("Antminer S23", 318, 3498),
  model("Antminer S21 XP", 270, 3645),
  model("Antminer S21 Pro", 234, 3510),
  model("Antminer S21", 200, 3500),
  model("Antminer S21+", 216, 3564),
  model("Antminer S19 XP", 140, 3010),
  model("WhatsMiner M50S", 126, 3276),
  model("WhatsMiner M50S+", 138, 3312),
];

function model(name: string, hashrateThs: number, powerWatts: number): BatchModel {
  const slug = name.toLowerCase().replaceAll("+", " plus").replaceAll(" ", "-");
  return { name, slug, aliases: [name.split(" ").slice(1).join(" ")], hashrateThs, powerWatts };
}
