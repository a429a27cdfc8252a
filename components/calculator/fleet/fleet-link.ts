import type { CalculatorState } from "@/components/calculator/calculator-state";
import { sharedNumbers } from "@/components/calculator/fleet/calculator-query";
import { exampleDocument, newGroup, newSite } from "@/components/calculator/fleet/example-document";
import {
  documentVersion,
  type FleetDocument,
  type GroupState,
  type SiteState,
} from "@/components/calculator/fleet/fleet-document";
import { readDocument } from "@/components/calculator/fleet/fleet-schema";
import { readLink } from "@/components/calculator/link-state";
import { packLink, unpackLink } from "@/lib/browser/packed-link";

/** Longer links get cut by mail programs and messengers. */
export const linkCharsMax = 2000;

export type SharedFleet =
  | { readonly kind: "none" }
  | { readonly kind: "document"; readonly document: FleetDocument; readonly from: "link" | "calculator" }
  /** Why it cannot be shown, in sentences. */
  | { readonly kind: "problem"; readonly problems: readonly string[] };

/** The address of a page that shows the same fleet. */
export async function fleetLink(document: FleetDocument): Promise<string> {
  const { origin, pathname } = window.location;
  return `${origin}${pathname}${await packLink(documentVersion, document)}`;
}

/** Whether an address asks for a fleet at all, said at once. */
export function asksForFleet({ hash, search }: { readonly hash: string; readonly search: string }): boolean {
  return /^#(.*&)?[vz]=/.test(hash) || search.length > 1;
}

/** The fleet an address asks for: packed in its fragment, or a calculation of one model in the calculator's own query. */
export async function readSharedFleet(address: {
  readonly hash: string;
  readonly search: string;
}): Promise<SharedFleet> {
  const unpacked = await unpackLink(documentVersion, address.hash);
  if (unpacked.kind === "problem") return { kind: "problem", problems: [unpacked.problem] };
  if (unpacked.kind === "value") {
    const reading = readDocument(unpacked.value);
    if (reading.kind === "document") return { ...reading, from: "link" };
    const problems = reading.problems.map(({ field, value, rule }) => `${field} is ${value}: ${rule}.`);
    return { kind: "problem", problems };
  }
  if (address.search.length <= 1) return { kind: "none" };
  const { state, problems } = readLink(address.search);
  if (problems.length > 0) {
    return {
      kind: "problem",
      problems: problems.map(({ field, given, rule }) => `${field}: “${given}” is not ${rule}.`),
    };
  }
  return { kind: "document", document: fromCalculator(state), from: "calculator" };
}

/** A fleet of one group that is what the calculator showed; what it switched off is the share asked for here. */
function fromCalculator(state: CalculatorState): FleetDocument {
  const site = Object.fromEntries(sharedNumbers.map((name) => [name, state[name]])) as unknown as SiteState;
  const group: GroupState = {
    ...newGroup,
    id: "1",
    machine: state.machine,
    quantity: state.quantity,
    hashrateDecayRatioPerMonth: state.hashrateDecayRatioPerMonth,
    electricityUsdPerKwh: state.electricityUsdPerKwh,
    hashrateThs: state.hashrateThs,
    powerWatts: state.powerWatts,
    machinePriceUsd: state.machinePriceUsd,
  };
  const shareRatio =
    state.curtailmentRatio === null || state.curtailmentRatio === 0 ? 0.2 : state.curtailmentRatio;
  const [base] = exampleDocument.scenarios;
  if (base === undefined) throw new TypeError("the example holds a scenario");
  return {
    ...exampleDocument,
    scenarios: [
      {
        ...base,
        groups: [group],
        site: { ...newSite, ...site },
        difficultyGrowthPer: state.difficultyGrowthPer,
        curtailment: { ...base.curtailment, shareRatio },
      },
    ],
    isExample: false,
  };
}
