import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type BackTestState,
  backTestCodec,
  horizons,
  startBackTest,
  writeBackTestQuery,
} from "./back-test-state";

const read = (query: string) => backTestCodec.read(query);

describe("the link of a back-test", () => {
  it("is empty for the example, and the example is read from an empty one", () => {
    expect(writeBackTestQuery(startBackTest)).toBe("");
    expect(read("")).toEqual({ state: startBackTest, problems: [] });
  });

  it("carries day, horizon, machine and terms", () => {
    const { state, problems } = read("?v=1&m=antminer-s19&e=0.045&n=20&day=2023-03-01&h=24&vs=flat");
    expect(problems).toEqual([]);
    expect(state).toMatchObject({
      machine: "antminer-s19",
      electricityUsdPerKwh: 0.045,
      quantity: 20,
      dayUtc: "2023-03-01",
      months: 24,
      against: "flat",
    });
  });

  it("comes back as it was written", () => {
    const states = fc.record({
      machine: fc.constantFrom(null, "antminer-s21", "whatsminer-m60"),
      hashrateThs: fc.constantFrom(null, 0.5, 200, 1e6),
      powerWatts: fc.constantFrom(null, 0.1, 3500),
      quantity: fc.integer({ min: 1, max: 100_000 }),
      electricityUsdPerKwh: fc.double({ min: 0, max: 10, noNaN: true }),
      poolFeeRatio: fc.double({ min: 0, max: 1, noNaN: true }),
      uptimeRatio: fc.double({ min: 0, max: 1, noNaN: true }),
      hashrateDecayRatioPerMonth: fc.constantFrom(0, 0.005),
      fixedCostUsdPerMonth: fc.constantFrom(0, 12.5),
      dayUtc: fc.constantFrom("2024-02-29", "2025-01-01", "1999-01-01"),
      months: fc.constantFrom(...horizons),
      against: fc.constantFrom("median", "flat"),
    }) satisfies fc.Arbitrary<BackTestState>;
    fc.assert(
      fc.property(states, (state) => {
        expect(read(writeBackTestQuery(state))).toEqual({ state, problems: [] });
      }),
    );
  });

  it("names each part that cannot be understood, and takes the example's value for it alone", () => {
    const { state, problems } = read("?v=7&day=2023-02-30&h=7&e=cheap&u=1.5&vs=mean&m=No_Such&n=2");
    expect(state).toEqual({ ...startBackTest, quantity: 2 });
    expect(problems.map(({ field, given }) => `${field}: ${given}`)).toEqual([
      "Version of the link: 7",
      "Electricity price: cheap",
      "Uptime: 1.5",
      "Machine: No_Such",
      "Day: 2023-02-30",
      "Horizon: 7",
      "Compared with: mean",
    ]);
    expect(problems.find(({ field }) => field === "Horizon")?.rule).toBe("one of 3, 6, 12, 24 months");
  });
});
