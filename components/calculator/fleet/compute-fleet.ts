import type { ResolvedFleet } from "@/components/calculator/fleet/resolve-fleet";
import { bestToRest } from "@/lib/domain/fleet/best-to-rest";
import { calculateFleet } from "@/lib/domain/fleet/calculate-fleet";
import { findFleetProblems } from "@/lib/domain/fleet/check-fleet";
import type { BestToRest, CurtailmentPlan, FleetResult } from "@/lib/domain/fleet/fleet";
import { fleetAfter } from "@/lib/domain/fleet/fleet-after";
import { planCurtailment } from "@/lib/domain/fleet/plan-curtailment";
import { projectFleet } from "@/lib/domain/fleet/project-fleet";
import type { ProjectionResult } from "@/lib/domain/projection/project";

/** What the domain says about one scenario. */
export interface FleetOutcome {
  readonly resolved: ResolvedFleet;
  readonly before: FleetResult;
  /** `null` where the strategy needs a BTC price and there is none. */
  readonly plan: CurtailmentPlan | null;
  readonly after: FleetResult | null;
  /** Which machines lose money per kWh; `null` without a BTC price. */
  readonly best: BestToRest | null;
  readonly outlookBefore: ProjectionResult;
  readonly outlookAfter: ProjectionResult | null;
}

/** A rule that only the fleet as a whole can break ("at most 10,000,000 machines together"), as a sentence; `null` if none. */
export function wholeFleetProblem({ inputs }: ResolvedFleet): string | null {
  const [first] = findFleetProblems(inputs);
  return first === undefined ? null : `${first.field} must be ${first.rule}; it is ${String(first.value)}`;
}

/** Everything the screen shows about a scenario but its hourly prices. */
export function computeFleet(resolved: ResolvedFleet): FleetOutcome {
  const { inputs, projection, capexUsd, scenario } = resolved;
  const isPriced = inputs.market.btcPriceUsd !== null;
  const isPlannable = isPriced || scenario.curtailment.strategy !== "unprofitable";
  const plan = isPlannable ? planCurtailment(inputs, scenario.curtailment) : null;
  return {
    resolved,
    before: calculateFleet(inputs),
    plan,
    after: plan === null ? null : fleetAfter(inputs, plan),
    best: isPriced ? bestToRest(inputs) : null,
    outlookBefore: projectFleet(inputs, null, projection, capexUsd),
    outlookAfter: plan === null ? null : projectFleet(inputs, plan, projection, capexUsd),
  };
}
