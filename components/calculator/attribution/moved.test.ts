import { describe, expect, it } from "vitest";
import { movedBetween } from "@/components/calculator/attribution/moved-rows";
import { type CalculatorState, startState } from "@/components/calculator/calculator-state";
import type { Outcome } from "@/components/calculator/outcome";
import { resolveInputs } from "@/components/calculator/resolve-inputs";
import { minerModelsFixture, s9, s21Xp } from "@/components/catalogue/miner-models.fixture";
import { marketNowFixture } from "@/components/market/market-now.fixture";
import { calculate } from "@/lib/domain/mining/calculate";
import { heldOutcome, heldStateOf, readHeldLink, withHeldLink } from "./held-state";

function outcomeOf(change: Partial<CalculatorState>, btcPriceUsd = 100_000): Outcome {
  const state = { ...startState, machine: s21Xp.slug, ...change };
  const model = minerModelsFixture.find(({ slug }) => slug === state.machine) ?? null;
  const market = {
    ...marketNowFixture,
    btcPriceUsd: { ...marketNowFixture.btcPriceUsd, value: btcPriceUsd },
  };
  const resolution = resolveInputs({ state, problems: {} }, model, market, false);
  if (resolution.kind !== "ready") throw new Error(resolution.kind);
  return { ...resolution, result: calculate(resolution.inputs) };
}

describe("a held result", () => {
  it("comes back from its link with the market it was computed on", () => {
    const outcome = outcomeOf({ quantity: 120 });
    const link = withHeldLink("?v=1&n=50", heldStateOf(outcome));
    const state = readHeldLink(link);
    const again = state === null ? null : heldOutcome(state, minerModelsFixture);
    expect(again?.inputs).toEqual(outcome.inputs);
    expect(again?.result.daily).toEqual(outcome.result.daily);
  });

  it("is not in a link that holds none", () => {
    expect(withHeldLink("?v=1&n=50", null)).toBe("?v=1&n=50");
    expect(readHeldLink("?v=1&n=50")).toBeNull();
  });
});

describe("movedBetween", () => {
  it("names the market as what moved a result whose inputs nobody touched", () => {
    const held = heldOutcome(heldStateOf(outcomeOf({})), minerModelsFixture);
    if (held === null) throw new Error("not held");
    const { rows } = movedBetween(held, outcomeOf({}, 90_000));
    expect(rows.map(({ label }) => label)).toEqual(["Bitcoin price"]);
    expect(rows[0]?.changes).toEqual(["$100,000.00 → $90,000.00"]);
    expect(rows[0]?.dailyCents).toBeLessThan(0);
  });

  it("takes another machine with its power and price as one change, and sums to the whole", () => {
    const held = outcomeOf({});
    const now = outcomeOf({ machine: s9.slug, electricityUsdPerKwh: 0.08 });
    const { rows, daily } = movedBetween(held, now);
    expect(rows.map(({ label }) => label).sort()).toEqual(["Electricity price", "Machine"]);
    expect(rows.find(({ key }) => key === "machine")?.changes).toEqual([`${s21Xp.name} → ${s9.name}`]);
    if (daily.kind !== "attributed") throw new Error(daily.reason);
    const sum = rows.reduce((total, { dailyCents }) => total + (dailyCents ?? 0), 0);
    expect(sum).toBe(daily.attribution.differenceCents);
  });

  it("counts the cost of more machines to their number, in present value too", () => {
    const { rows } = movedBetween(
      outcomeOf({ machinePriceUsd: 4000 }),
      outcomeOf({ machinePriceUsd: 4000, quantity: 150 }),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.changes).toEqual(["Machines: 100 → 150", "Capital cost: $400,000.00 → $600,000.00"]);
  });

  it("names what changed without moving anything", () => {
    const { rows, without } = movedBetween(outcomeOf({}), outcomeOf({ networkHashrateThs: 1e9 }));
    expect(rows).toEqual([]);
    expect(without).toEqual(["Observed network hashrate"]);
  });
});
