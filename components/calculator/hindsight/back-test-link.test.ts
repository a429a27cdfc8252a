import { describe, expect, it } from "vitest";
import { startState } from "@/components/calculator/calculator-state";
import { inputsFixture } from "@/lib/domain/mining/calculation.fixture";
import { backTestQuery } from "./back-test-link";
import { backTestCodec } from "./back-test-state";

describe("backTestQuery", () => {
  it("takes machine and terms of the result along", () => {
    const state = { ...startState, machine: "antminer-s19", quantity: 40, electricityUsdPerKwh: 0.045 };
    const read = backTestCodec.read(backTestQuery({ state, inputs: inputsFixture })).state;
    expect(read).toMatchObject({
      machine: "antminer-s19",
      quantity: 40,
      electricityUsdPerKwh: 0.045,
      hashrateThs: null,
    });
  });

  it("makes a machine whose figures were changed one's own", () => {
    const state = { ...startState, powerWatts: 3550 };
    const read = backTestCodec.read(backTestQuery({ state, inputs: inputsFixture })).state;
    expect(read).toMatchObject({ machine: null, hashrateThs: 200, powerWatts: 3550 });
  });
});
