import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { GET } from "@/app/api/miners/route";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { modelKey } from "@/lib/domain/catalogue/model-key";
import { database } from "@/lib/server/database";
import { resetEnvironment } from "@/lib/server/env";
import { visitor } from "@/lib/server/testing/viewers";
import { modelFlags } from "./flags";
import { findMinerModel, listMinerModels } from "./queries";
import { type MinerModel, minerListSchema } from "./schema";

let test: TestDatabase;
let models: readonly MinerModel[];

beforeAll(async () => {
  test = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", test.url);
  resetEnvironment();
  models = await listMinerModels(visitor);
});
afterAll(async () => {
  await database().close();
  await test.close();
});

const named = (name: string): MinerModel => {
  const model = models.find((candidate) => candidate.name === name);
  if (model === undefined) throw new Error(`${name} is not in the catalogue`);
  return model;
};

describe("the catalogue", () => {
  it("holds at least 60 models of several makers", () => {
    expect(models).toHaveLength(87);
    expect(new Set(models.map((model) => model.maker)).size).toBeGreaterThanOrEqual(10);
  });

  it("computes J/TH from power and hashrate for every row and stores it nowhere", async () => {
    for (const model of models) {
      expect(model.efficiencyJoulesPerTh).toBe(model.powerWatts / model.hashrateThs);
    }
    const columns = await test.sql`
      select column_name from information_schema.columns where table_name = 'miner_models' and column_name like '%effic%'`;
    expect(columns).toHaveLength(0);
  });

  it("gives no two rows the same model and bin, or a name that means two rows", () => {
    const owners = new Map<string, string>();
    for (const model of models) {
      for (const name of [model.slug, model.name, `${model.maker} ${model.name}`, ...model.aliases]) {
        expect(owners.get(modelKey(name)) ?? model.slug, name).toBe(model.slug);
        owners.set(modelKey(name), model.slug);
      }
    }
    expect(new Set(models.map((model) => `${model.name} ${model.bin}`)).size).toBe(models.length);
  });

  it("gives every confirmed row a source address, and every row a cooling and a source in words", () => {
    for (const model of models) {
      if (model.status === "confirmed") expect(model.source.url, model.name).toMatch(/^https:\/\//);
      expect(["air", "hydro", "immersion"]).toContain(model.cooling);
      expect(model.source.title, model.name).not.toBe("");
    }
    expect(models.filter((model) => model.status === "unconfirmed")).toHaveLength(40);
  });

  it("flags what lies outside the sanity band, and only that", () => {
    const flagged = models.filter((model) => modelFlags(model).length > 0).map((model) => model.name);
    expect(flagged.sort()).toEqual([
      "Antminer S23",
      "Antminer S23 Hyd",
      "Antminer S23 Hyd 3U",
      "Braiins Mini Miner BMM 101",
      "Heatbit Trio",
    ]);
  });
});

/** Each list from the oldest or plainest model to the best of the same family and cooling. */
const families = [
  [
    "Antminer S19",
    "Antminer S19 Pro",
    "Antminer S19 XP",
    "Antminer S21",
    "Antminer S21+",
    "Antminer S21 Pro",
    "Antminer S21 XP",
    "Antminer S23",
  ],
  ["Antminer S19j Pro", "Antminer S19j Pro (104T)", "Antminer S19j Pro+", "Antminer S19k Pro"],
  [
    "Antminer S19 XP Hyd",
    "Antminer S21 Hyd",
    "Antminer S21+ Hyd",
    "Antminer S21 XP Hyd",
    "Antminer S21 XP+ Hyd",
    "Antminer S23 Hyd",
  ],
  ["Antminer T19", "Antminer T19 (88T)", "Antminer T21"],
  [
    "WhatsMiner M31S",
    "WhatsMiner M30S+",
    "WhatsMiner M30S++",
    "WhatsMiner M50",
    "WhatsMiner M50S",
    "WhatsMiner M50S+",
    "WhatsMiner M50S++",
    "WhatsMiner M60",
    "WhatsMiner M60S",
    "WhatsMiner M60S+",
    "WhatsMiner M60S++",
    "WhatsMiner M70S",
  ],
  [
    "WhatsMiner M53",
    "WhatsMiner M53S",
    "WhatsMiner M63S",
    "WhatsMiner M63S+",
    "WhatsMiner M63S++",
    "WhatsMiner M73",
  ],
  [
    "WhatsMiner M56",
    "WhatsMiner M56S",
    "WhatsMiner M66",
    "WhatsMiner M66S",
    "WhatsMiner M66S+",
    "WhatsMiner M66S++",
  ],
  [
    "Avalon A1266",
    "AvalonMiner 1366",
    "AvalonMiner 1466",
    "Avalon A15",
    "Avalon A15 Pro",
    "Avalon A16",
    "Avalon A16 XP",
  ],
  ["SEALMINER A2 Pro Hyd", "SEALMINER A3 Hyd"],
];

it.each(families)("%s and its successors never become less efficient", (...names) => {
  const efficiencies = names.map((name) => named(name).efficiencyJoulesPerTh);
  expect(efficiencies).toEqual([...efficiencies].sort((a, b) => b - a));
});

// Figures that cite the manufacturer; power within 3 %, the hashrate of the named variant exactly.
it.each([
  ["Bitaxe Gamma 601", 1.2, 18],
  ["Bitaxe Gamma Hex", 8.4, 140],
  ["Bitaxe Supra 400", 0.7, 12],
  ["Bitaxe Ultra 200", 0.5, 15],
  ["Bitaxe Ultra Hex", 3, 90],
  ["Antminer S21e XP Hyd", 430, 5590],
  ["Antminer S23e Hyd 2U", 865, 8650],
  ["Braiins Mini Miner BMM 101", 1, 40],
  ["FutureBit Apollo BTC", 3, 180],
  ["FutureBit Apollo II (efficiency mode)", 10, 280],
  ["GekkoScience Compac F USB", 0.25, 10],
  ["Hammer Miner BC04", 6, 96],
  ["Heatbit Trio", 10, 400],
  ["WhatsMiner M63S (406T)", 406, 7511],
  ["NerdQAxe+", 2.5, 55],
  ["NerdQAxe++ Rev 7", 4.8, 69.5],
])("%s has the manufacturer's figures and is confirmed", (name, hashrateThs, powerWatts) => {
  const model = named(name);
  expect(model.hashrateThs).toBe(hashrateThs);
  expect(Math.abs(model.powerWatts / powerWatts - 1)).toBeLessThanOrEqual(0.03);
  expect(model.status).toBe("confirmed");
});

// Rows that earlier lists had wrong, with the value that stands and the note that says so.
it.each([
  ["Antminer S21+", 216, 3564, "3800 W"],
  ["Antminer S19j Pro+", 120, 3300, "3000 W"],
  ["WhatsMiner M66S+", 318, 5406, "356 TH/s and 5500 W"],
  ["WhatsMiner M66S", 298, 5513, "350 TH/s"],
  ["WhatsMiner M56S", 212, 5550, "238 TH/s and air"],
  ["AvalonMiner 1466", 150, 3230, "3420 W"],
  ["AvalonMiner 1366", 130, 3250, "100 TH/s"],
])("%s is corrected and says what earlier lists show", (name, hashrateThs, powerWatts, note) => {
  expect(named(name)).toMatchObject({ hashrateThs, powerWatts, note: expect.stringContaining(note) });
});

describe("findMinerModel", () => {
  it.each(["Antminer S21", "antminer-s21", "bitmain antminer s21", "S21"])("finds %s", async (name) => {
    expect((await findMinerModel(visitor, name))?.slug).toBe("antminer-s21");
  });
  it("finds a bin by its name and the plain name's own bin without it", async () => {
    expect((await findMinerModel(visitor, "S19j Pro 104T"))?.hashrateThs).toBe(104);
    expect((await findMinerModel(visitor, "S19j Pro"))?.hashrateThs).toBe(100);
  });
  it("answers null for a model that is not there", async () => {
    expect(await findMinerModel(visitor, "Antminer S99")).toBeNull();
    expect(await findMinerModel(visitor, "")).toBeNull();
  });
});

it("GET /api/miners answers the documented body, most efficient first", async () => {
  const response = await GET(new Request("http://localhost/api/miners"));
  expect(response.status).toBe(200);
  const body = minerListSchema.parse(await response.json());
  expect(body.models).toHaveLength(87);
  expect(body.models[0]?.name).toBe("Antminer S23 Hyd");
});
