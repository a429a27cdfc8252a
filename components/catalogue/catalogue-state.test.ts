import { describe, expect, it } from "vitest";
import { catalogueCodec, startState } from "./catalogue-state";
import { isNarrowed, noFacets, readFacets, withinFacets } from "./facets";
import { m66s, minerModelsFixture, s9, s21Xp, s21XpHyd } from "./miner-models.fixture";

const shown = (query: string) => withinFacets(minerModelsFixture, readFacets(new URLSearchParams(query)));

describe("facets", () => {
  it("narrow by maker, cooling, status and efficiency together", () => {
    expect(shown("")).toEqual(minerModelsFixture);
    expect(shown("maker=Bitmain&cooling=air,immersion")).toEqual([s21Xp, s9]);
    expect(shown("status=unconfirmed")).toEqual([s9]);
    expect(shown("eff=20&maker=Bitmain,MicroBT")).toEqual([s21XpHyd, s21Xp, m66s]);
  });

  it("narrow nothing where nobody understands them", () => {
    expect(shown("eff=17&status=maybe&cooling=wind")).toEqual(minerModelsFixture);
  });

  it("know whether they narrow", () => {
    expect(isNarrowed(noFacets)).toBe(false);
    expect(isNarrowed({ ...noFacets, makers: ["Bitmain"] })).toBe(true);
  });
});

describe("the catalogue in a link", () => {
  it("needs no query to begin with", () => {
    expect(catalogueCodec.write(startState)).toBe("");
    expect(catalogueCodec.read("")).toEqual(startState);
  });

  it("brings back search, order, facets and comparison", () => {
    const state = {
      table: { filter: "s21 & co", sort: { id: "power", descending: true }, preset: "" },
      facets: {
        makers: ["Bitmain", "Halong Mining"],
        coolings: ["hydro" as const],
        status: "confirmed" as const,
        efficiencyMax: 20,
      },
      compared: ["antminer-s21-xp", "antminer-s9"],
    };
    const link = catalogueCodec.write(state);
    expect(link).toContain("m=antminer-s21-xp,antminer-s9");
    expect(catalogueCodec.read(link)).toEqual(state);
  });
});
