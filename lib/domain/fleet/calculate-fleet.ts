import { requireValidFleet } from "./check-fleet";
import type { FleetInputs, FleetResult } from "./fleet";
import { fleetWithRest } from "./fleet-with-rest";

/**
 * One day of a fleet with every machine on, by group and in total: BTC, kWh and USD.
 *
 * Each group is the calculator's day of its machines at today's hashrate, nameplate x (1 - decay)^age; the total is
 * their sum less the fleet's fixed costs. A fleet of one group equals `calculateDaily` to the last digit.
 *
 * @throws {DomainError} on the first broken rule of the fleet; `findFleetProblems` lists all.
 */
export function calculateFleet(inputs: FleetInputs): FleetResult {
  requireValidFleet(inputs);
  return fleetWithRest(inputs, []);
}
