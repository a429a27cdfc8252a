import { dailyOf } from "../mining/calculate-daily";
import { requireValidCurtailment } from "./check-curtailment";
import { requireValidFleet } from "./check-fleet";
import { chooseRest } from "./choose-rest";
import type {
  CurtailedGroup,
  CurtailmentImpact,
  CurtailmentPlan,
  CurtailmentRequest,
  FleetGroup,
  FleetInputs,
} from "./fleet";
import { fleetWithRest } from "./fleet-with-rest";
import { groupCalculation } from "./group-calculation";
import { type FleetRest, NO_REST, type Rest, restingMachines } from "./rest";

function curtailedGroup(group: FleetGroup, rest: Rest): CurtailedGroup {
  return {
    id: group.id,
    name: group.name,
    ...rest,
    machinesOn: group.quantity - rest.machinesOff,
    powerSavedWatts: group.powerWatts * restingMachines(rest),
  };
}

/** What the machines at rest would have earned and used in a day. */
function impactOf(inputs: FleetInputs, rest: FleetRest): CurtailmentImpact {
  let powerSavedWatts = 0;
  let energySavedKwhPerDay = 0;
  let energyCostSavedUsdPerDay = 0;
  let netRevenueLostUsdPerDay = 0;
  let btcLostPerDay = 0;
  inputs.groups.forEach((group, index) => {
    const resting = restingMachines(rest[index] ?? NO_REST);
    const machines = { ...groupCalculation(inputs, group, 0), quantity: resting };
    const day = dailyOf(machines, group.electricityUsdPerKwh);
    powerSavedWatts += group.powerWatts * resting;
    energySavedKwhPerDay += day.energyKwh;
    energyCostSavedUsdPerDay += day.energyCostUsd;
    netRevenueLostUsdPerDay += (day.revenueUsd ?? 0) - (day.poolFeeUsd ?? 0);
    btcLostPerDay += day.btcPerDayNet;
  });
  const known = inputs.market.btcPriceUsd !== null;
  return {
    powerSavedWatts,
    energySavedKwhPerDay,
    energyCostSavedUsdPerDay,
    netRevenueLostUsdPerDay: known ? netRevenueLostUsdPerDay : null,
    btcLostPerDay,
    netEffectUsdPerDay: known ? energyCostSavedUsdPerDay - netRevenueLostUsdPerDay : null,
  };
}

/**
 * Which machines a strategy rests, the fleet's day before and after, and what the rest saves and costs.
 *
 * A share of power is met exactly: the machine at the margin rests part of the day. A share of machines takes whole
 * machines and is rounded up. Pool fee is on both sides; net effect = energy cost saved - income after pool fee lost.
 * Fixed costs run on. The same seed rests the same machines, however the groups are ordered.
 *
 * @throws {DomainError} on the first broken rule of fleet or request, and for "unprofitable" without a BTC price.
 */
export function planCurtailment(inputs: FleetInputs, request: CurtailmentRequest): CurtailmentPlan {
  requireValidFleet(inputs);
  requireValidCurtailment(request);
  const rest = chooseRest(inputs, request);
  const impact = impactOf(inputs, rest);
  const before = fleetWithRest(inputs, []).totals;
  const machinesAtRest = rest.reduce((sum, one) => sum + restingMachines(one), 0);
  return {
    request,
    groups: inputs.groups.map((group, index) => curtailedGroup(group, rest[index] ?? NO_REST)),
    before,
    after: fleetWithRest(inputs, rest).totals,
    impact,
    powerShareRatio: impact.powerSavedWatts / before.powerWatts,
    machinesShareRatio: machinesAtRest / before.machinesOn,
  };
}
