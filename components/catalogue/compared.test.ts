import { describe, expect, it } from "vitest";
import { compareCodec } from "./compare-state";
import { bestOf, comparedSlugs, compareHref, pickCompared, toggleCompared } from "./compared";
import { m66s, minerModelsFixture, s9, s21Xp, s21XpHyd } from "./miner-models.fixture";

describe("comparing machines", () => {
  it("reads slugs in their order, each once", () => {
    expect(comparedSlugs("b,a, b,,c")).toEqual(["b", "a", "c"]);
    expect(comparedSlugs(null)).toEqual([]);
  });

  it("names what it does not know and what is beyond the fourth", () => {
    const fifth = { ...s9, slug: "fifth" };
    const slugs = [s9, m66s, s21Xp, s21XpHyd].map(({ slug }) => slug);
    const compared = pickCompared([...minerModelsFixture, fifth], ["nothing", ...slugs, "fifth"]);
    expect(compared.models).toEqual([s9, m66s, s21Xp, s21XpHyd]);
    expect(compared.unknown).toEqual(["nothing"]);
    expect(compared.leftOut).toEqual([fifth]);
  });

  it("adds and removes, and refuses a fifth", () => {
    expect(toggleCompared(["a"], "b")).toEqual(["a", "b"]);
    expect(toggleCompared(["a", "b"], "a")).toEqual(["b"]);
    expect(toggleCompared(["a", "b", "c", "d"], "e")).toBeNull();
    expect(toggleCompared(["a", "b", "c", "d"], "d")).toEqual(["a", "b", "c"]);
  });

  it("links to itself", () => {
    expect(compareHref(["a", "b"])).toBe("/miners/compare?m=a,b");
    expect(compareHref([])).toBe("/miners/compare");
  });

  it("marks the best value and its equals, and nothing where there is no difference", () => {
    expect(bestOf([3, 1, null, 1], "lower")).toEqual([1, 3]);
    expect(bestOf([3, 1, null, 1], "higher")).toEqual([0]);
    expect(bestOf([2, 2], "higher")).toEqual([]);
    expect(bestOf([2, null], "higher")).toEqual([]);
  });
});

describe("a comparison in a link", () => {
  it("names the power price only when it is not the one to begin with", () => {
    expect(compareCodec.write({ slugs: ["a", "b"], electricityUsdPerKwh: 0.06 })).toBe("?m=a,b");
    expect(compareCodec.write({ slugs: ["a"], electricityUsdPerKwh: 0.045 })).toBe("?m=a&p=0.045");
    expect(compareCodec.read("?m=a&p=0.045")).toEqual({ slugs: ["a"], electricityUsdPerKwh: 0.045 });
  });

  it("keeps an emptied price empty, and begins again at a price that is not allowed", () => {
    expect(
      compareCodec.read(compareCodec.write({ slugs: [], electricityUsdPerKwh: null })).electricityUsdPerKwh,
    ).toBeNull();
    expect(compareCodec.read("?p=7").electricityUsdPerKwh).toBe(0.06);
    expect(compareCodec.read("?p=cheap").electricityUsdPerKwh).toBe(0.06);
  });
});
