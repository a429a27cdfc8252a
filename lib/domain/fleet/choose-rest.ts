import { SeededRandom } from "../uncertainty/seeded-random";
import { requireBtcPrice } from "./check-fleet";
import type { CurtailmentRequest, FleetGroup, FleetInputs } from "./fleet";
import { agedHashrateThs, groupCalculation, losesMoney, strikeAtPrice } from "./group-calculation";
import { type FleetRest, NO_REST } from "./rest";
import { restAtRandom } from "./rest-at-random";
import { restInOrder } from "./rest-in-order";
import { restMachinesProportionally, restPowerProportionally } from "./rest-proportionally";
import { restTarget } from "./rest-target";

function joulesPerTh(group: FleetGroup): number {
  return group.powerWatts / agedHashrateThs(group);
}

/** Indices of groups, highest J/TH today first; of equals the dearer electricity, then the id. */
function leastEfficientFirst(groups: readonly FleetGroup[]): number[] {
  return groups
    .map((group, index) => ({ group, index, efficiency: joulesPerTh(group) }))
    .sort(
      (a, b) =>
        b.efficiency - a.efficiency ||
        b.group.electricityUsdPerKwh - a.group.electricityUsdPerKwh ||
        (a.group.id < b.group.id ? -1 : 1),
    )
    .map(({ index }) => index);
}

/** Every machine whose income after pool fee per kWh is below its own electricity price: fixed costs do not matter. */
function restUnprofitable(inputs: FleetInputs): FleetRest {
  const btcPriceUsd = requireBtcPrice(inputs);
  return inputs.groups.map((group) => {
    const strikeUsdPerKwh = strikeAtPrice(groupCalculation(inputs, group, 0), btcPriceUsd);
    if (!losesMoney(strikeUsdPerKwh, group.electricityUsdPerKwh)) return NO_REST;
    return { machinesOff: group.quantity, partTimeOffRatio: 0 };
  });
}

/**
 * How many machines of each group a strategy rests. Inputs and request must have been checked.
 *
 * @throws {DomainError} for "unprofitable" without a BTC price.
 */
export function chooseRest(inputs: FleetInputs, request: CurtailmentRequest): FleetRest {
  const { groups } = inputs;
  switch (request.strategy) {
    case "efficiency":
      return restInOrder(groups, leastEfficientFirst(groups), restTarget(groups, request));
    case "random": {
      const generator = SeededRandom.fromSeed(request.seed);
      return restAtRandom(groups, restTarget(groups, request), () => generator.nextUnit());
    }
    case "proportional":
      return request.basis === "power"
        ? restPowerProportionally(groups, request.shareRatio)
        : restMachinesProportionally(groups, request.shareRatio);
    case "unprofitable":
      return restUnprofitable(inputs);
  }
}
