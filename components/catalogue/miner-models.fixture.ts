import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

function model(slug: string, name: string, maker: string, plate: Partial<MinerModel>): MinerModel {
  const hashrateThs = plate.hashrateThs ?? 100;
  const powerWatts = plate.powerWatts ?? 3000;
  return {
    slug,
    name,
    maker,
    bin: `${hashrateThs}T`,
    hashrateThs,
    powerWatts,
    efficiencyJoulesPerTh: powerWatts / hashrateThs,
    cooling: "air",
    releasedOn: "2024-06",
    source: { title: "Specification", url: "https://example.com/spec", checkedOn: "2026-11-22" },
    status: "confirmed",
    revision: 1,
    referencePriceUsd: null,
    priceAsOf: null,
    note: null,
    aliases: [],
    ...plate,
  };
}

/** Four machines that differ in everything the catalogue filters and sorts by. */
export const s21Xp = model("antminer-s21-xp", "Antminer S21 XP", "Bitmain", {
  hashrateThs: 270,
  powerWatts: 3645,
  aliases: ["S21 XP"],
});
export const s21XpHyd = model("antminer-s21-xp-hyd", "Antminer S21 XP Hyd", "Bitmain", {
  hashrateThs: 473,
  powerWatts: 5676,
  cooling: "hydro",
  releasedOn: "2024-12",
});
export const m66s = model("whatsminer-m66s", "WhatsMiner M66S", "MicroBT", {
  hashrateThs: 298,
  powerWatts: 5513,
  cooling: "immersion",
  releasedOn: null,
});
export const s9 = model("antminer-s9", "Antminer S9", "Bitmain", {
  hashrateThs: 13.5,
  powerWatts: 1350,
  releasedOn: "2016-06",
  status: "unconfirmed",
});

export const minerModelsFixture: readonly MinerModel[] = [s21XpHyd, s21Xp, m66s, s9];
