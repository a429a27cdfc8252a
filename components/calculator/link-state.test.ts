import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CalculatorState, startState } from "./calculator-state";
import { choiceFields, choiceNames, numberNames, numberSpec } from "./fields";
import { readLink, writeLink } from "./link-state";
import { viewNames } from "./uncertainty/view-fields";

const allNames = [...numberNames, ...viewNames];

/** Any valid state: numbers inside their limits (whole where asked), `null` where allowed. */
const anyState: fc.Arbitrary<CalculatorState> = fc
  .record({
    machine: fc.constantFrom(null, "antminer-s21", "whatsminer-m66s-plus-plus"),
    ...Object.fromEntries(
      allNames.map((name) => {
        const { limit, required } = numberSpec(name);
        const max = Math.min(limit.max, 1e15);
        const value =
          limit.whole === true
            ? fc.integer({ min: limit.min, max: Math.min(max, 2 ** 32 - 1) })
            : fc
                .double({ min: limit.min, max, minExcluded: limit.aboveMin === true, noNaN: true })
                .map((v) => v + 0);
        return [name, required ? value : fc.option(value)];
      }),
    ),
    ...Object.fromEntries(choiceNames.map((name) => [name, fc.constantFrom(...choiceFields[name].values)])),
  })
  .map((value) => value as unknown as CalculatorState)
  .filter(({ heatX, heatY }) => heatX !== heatY);

describe("the state in a link", () => {
  it("is empty for the starting example", () => {
    expect(writeLink(startState)).toBe("");
    expect(readLink("")).toEqual({ state: startState, problems: [] });
  });

  it("comes back from any link exactly, with no problem", () => {
    fc.assert(
      fc.property(anyState, (state) => {
        const reading = readLink(writeLink(state));
        expect(reading.problems).toEqual([]);
        expect(reading.state).toEqual(state);
      }),
    );
  });

  it("holds only what differs from the start, under short keys", () => {
    expect(writeLink({ ...startState, quantity: 5, btcPriceUsd: 80_000 })).toBe("?v=1&n=5&bp=80000");
  });

  it("says an emptied value with a dash", () => {
    expect(writeLink({ ...startState, machine: null, discountRatioPerYear: null })).toBe("?v=1&m=-&r=-");
  });

  it("packs values by position once it grows long, and is then shorter", () => {
    const filled = Object.fromEntries(numberNames.map((name) => [name, numberSpec(name).limit.max]));
    const link = writeLink({ ...startState, ...filled, months: 60 } as CalculatorState);
    expect(link.startsWith("?v=1&z=")).toBe(true);
    expect(readLink(link).state.months).toBe(60);
  });

  it("has its positions for good: what is new stands behind them", () => {
    // Written by version 1 of this page: 26 numbers, then five choices, then the views.
    const old = `?v=1&z=~${"~".repeat(27)}month~difficulty`;
    expect(readLink(old)).toMatchObject({
      problems: [],
      state: { difficultyGrowthPer: "month", heatX: "difficulty" },
    });
    const withView = `${old}~~~0.02~~~~-0.5~7`;
    expect(readLink(withView)).toMatchObject({
      problems: [],
      state: { viewPriceGrowth: 0.02, viewCorrelation: -0.5, pathSeed: 7 },
    });
  });

  it("names a malformed field and keeps everything else", () => {
    const { state, problems } = readLink("?v=1&n=7&e=abc&f=5&ps=solo&m=../etc");
    expect(state).toEqual({ ...startState, quantity: 7 });
    expect(problems).toEqual([
      { field: "Machine", given: "../etc", rule: "the short name of a machine in the catalogue" },
      { field: "Electricity price", given: "abc", rule: "a number" },
      { field: "Pool fee", given: "5", rule: "a ratio from 0 to 1 (0.02 is 2 %)" },
      { field: "Payout scheme", given: "solo", rule: "one of fpps, pplns" },
    ]);
  });

  it("refuses infinities and a whole number with a fraction", () => {
    const { state, problems } = readLink("?v=1&n=1.5&bp=1e999");
    expect(state).toEqual(startState);
    expect(problems.map(({ field }) => field)).toEqual(["Machines", "Bitcoin price"]);
  });

  it("refuses the same heat map axis twice", () => {
    const { state, problems } = readLink("?v=1&hx=difficulty&hy=difficulty&n=3");
    expect(state).toEqual({ ...startState, quantity: 3 });
    expect(problems).toHaveLength(1);
  });

  it("says that another version is not its own and reads what it can", () => {
    const { state, problems } = readLink("?v=2&n=3");
    expect(state.quantity).toBe(3);
    expect(problems.map(({ field }) => field)).toEqual(["Version of the link"]);
  });

  it("never throws, whatever the query", () => {
    fc.assert(fc.property(fc.string(), (query) => void readLink(`?${query}`)));
  });

  it("gives no two fields one key", () => {
    const keys = [
      "m",
      "v",
      "z",
      ...allNames.map((name) => numberSpec(name).urlKey),
      ...choiceNames.map((name) => choiceFields[name].urlKey),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
