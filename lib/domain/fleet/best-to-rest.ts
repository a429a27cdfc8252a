import { dailyOf } from "../mining/calculate-daily";
import { requireBtcPrice } from "./check-fleet";
import type { BestToRest, FleetInputs, RestAdvice } from "./fleet";
import { groupCalculation, losesMoney, strikeAtPrice } from "./group-calculation";
import { planCurtailment } from "./plan-curtailment";

/**
 * The machines whose rest brings the most at the present prices, with each group's figures per kWh.
 *
 * A group whose income after pool fee per kWh is below its own electricity price goes off entirely, every other one
 * stays on: without ramps and start-up costs machines do not depend on each other, so no other set saves more. Fixed
 * costs run on either way and do not matter.
 *
 * @throws {DomainError} on the first broken rule of the fleet, and without a BTC price.
 */
export function bestToRest(inputs: FleetInputs): BestToRest {
  const plan = planCurtailment(inputs, {
    strategy: "unprofitable",
    basis: "power",
    shareRatio: 0,
    seed: 0,
  });
  const btcPriceUsd = requireBtcPrice(inputs);
  const groups = inputs.groups.map((group): RestAdvice => {
    const machine = groupCalculation(inputs, group, 0);
    const day = dailyOf(machine, group.electricityUsdPerKwh);
    const strike = strikeAtPrice(machine, btcPriceUsd);
    const netIncomeUsd = (day.revenueUsd ?? 0) - (day.poolFeeUsd ?? 0);
    return {
      id: group.id,
      name: group.name,
      machines: group.quantity,
      switchOff: losesMoney(strike, group.electricityUsdPerKwh),
      strikeUsdPerKwh: strike,
      electricityUsdPerKwh: group.electricityUsdPerKwh,
      marginUsdPerKwh: strike - group.electricityUsdPerKwh,
      netEffectUsdPerDay: day.energyCostUsd - netIncomeUsd,
    };
  });
  return { groups, plan };
}
