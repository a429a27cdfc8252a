"use client";

import { type Dispatch, useMemo, useReducer, useState } from "react";
import {
  computeFleet,
  type FleetOutcome,
  wholeFleetProblem,
} from "@/components/calculator/fleet/compute-fleet";
import { exampleDocument } from "@/components/calculator/fleet/example-document";
import { activeScenario, type Scenario } from "@/components/calculator/fleet/fleet-document";
import { type FleetAction, type FleetState, fleetReducer } from "@/components/calculator/fleet/fleet-state";
import {
  type FleetResolution,
  type MarketNumber,
  type Models,
  marketFigures,
  resolveFleet,
} from "@/components/calculator/fleet/resolve-fleet";
import { type FleetMemory, useFleetMemory } from "@/components/calculator/fleet/use-fleet-memory";
import { useMiners } from "@/components/calculator/use-miners";
import { useMarketNow } from "@/components/shell/use-market-now";
import type { Figure } from "@/lib/domain/provenance/figure";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

/** One scenario with its figures; `outcome` is `null` while something in it is missing. */
export interface ScenarioOutcome {
  readonly scenario: Scenario;
  readonly outcome: FleetOutcome | null;
}

export interface Fleet {
  readonly state: FleetState;
  readonly dispatch: Dispatch<FleetAction>;
  readonly scenario: Scenario;
  readonly models: Models;
  readonly catalogue: readonly MinerModel[] | undefined;
  readonly marketFigures: Readonly<Record<MarketNumber, Figure>>;
  readonly resolution: FleetResolution;
  /** A rule that only the fleet as a whole breaks. */
  readonly fleetProblem: string | null;
  /** The newest valid figures of the active scenario; `null` until there were any. */
  readonly outcome: FleetOutcome | null;
  /** True when `outcome` belongs to earlier inputs. */
  readonly isOutdated: boolean;
  readonly all: readonly ScenarioOutcome[];
  readonly memory: FleetMemory;
  readonly marketError: string | null;
  readonly catalogueError: string | null;
}

const noModels: Models = new Map();
const nothingWrong = {};

/** The fleet on the screen: what is edited, where it is kept, and what it earns. Everything is computed here. */
export function useFleet(): Fleet {
  const [state, dispatch] = useReducer(fleetReducer, { document: exampleDocument, wrong: {} });
  const memory = useFleetMemory(state.document, dispatch);
  const market = useMarketNow();
  const miners = useMiners();
  const models = useMemo<Models>(
    () => (miners.data === undefined ? noModels : new Map(miners.data.map((model) => [model.slug, model]))),
    [miners.data],
  );
  const isLoading = market.isPending || miners.isPending;
  const scenario = activeScenario(state.document);
  const resolution = useMemo(
    () => resolveFleet(scenario, state.wrong, models, market.data, isLoading),
    [scenario, state.wrong, models, market.data, isLoading],
  );
  const fleetProblem = resolution.kind === "ready" ? wholeFleetProblem(resolution) : null;
  const outcome = useMemo(
    () => (resolution.kind === "ready" && fleetProblem === null ? computeFleet(resolution) : null),
    [resolution, fleetProblem],
  );
  const lastOutcome = useLastOutcome(outcome, scenario, resolution);
  const others = useMemo(
    () =>
      state.document.scenarios.map((one) =>
        one.id === state.document.activeId
          ? null
          : {
              scenario: one,
              outcome: outcomeOf(resolveFleet(one, nothingWrong, models, market.data, isLoading)),
            },
      ),
    [state.document.scenarios, state.document.activeId, models, market.data, isLoading],
  );
  return {
    state,
    dispatch,
    scenario,
    models,
    catalogue: miners.data,
    marketFigures: useMemo(() => marketFigures(market.data), [market.data]),
    resolution,
    fleetProblem,
    outcome: lastOutcome,
    isOutdated: outcome === null && lastOutcome !== null,
    all: useMemo(() => others.map((other) => other ?? { scenario, outcome }), [others, scenario, outcome]),
    memory,
    marketError: market.data === undefined ? (market.error?.message ?? null) : null,
    catalogueError: miners.data === undefined ? (miners.error?.message ?? null) : null,
  };
}

function outcomeOf(resolution: FleetResolution): FleetOutcome | null {
  return resolution.kind === "ready" && wholeFleetProblem(resolution) === null
    ? computeFleet(resolution)
    : null;
}

/** The outcome, or while a field is wrong the one before; never that of another scenario. */
function useLastOutcome(
  outcome: FleetOutcome | null,
  scenario: Scenario,
  resolution: FleetResolution,
): FleetOutcome | null {
  const [last, setLast] = useState<FleetOutcome | null>(null);
  if (outcome !== null && outcome !== last) setLast(outcome);
  const before = last?.resolved.scenario.id === scenario.id && resolution.kind !== "empty" ? last : null;
  return outcome ?? before;
}
