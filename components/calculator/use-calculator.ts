"use client";

import { type Dispatch, useEffect, useLayoutEffect, useMemo, useReducer, useState } from "react";
import {
  heldOutcome,
  heldStateOf,
  readHeldLink,
  withHeldLink,
} from "@/components/calculator/attribution/held-state";
import {
  type CalculatorState,
  type FormAction,
  type FormState,
  formReducer,
  startMachine,
  startState,
} from "@/components/calculator/calculator-state";
import type { NumberName } from "@/components/calculator/fields";
import { type LinkProblem, readLink, writeLink } from "@/components/calculator/link-state";
import type { Outcome } from "@/components/calculator/outcome";
import { type FollowedFigures, followedFigures, resolveInputs } from "@/components/calculator/resolve-inputs";
import { useMiners } from "@/components/calculator/use-miners";
import { useMarketNow } from "@/components/shell/use-market-now";
import { calculate } from "@/lib/domain/mining/calculate";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

export interface Calculator {
  readonly form: FormState;
  readonly dispatch: Dispatch<FormAction>;
  readonly figures: FollowedFigures;
  readonly models: readonly MinerModel[] | undefined;
  readonly model: MinerModel | null;
  /** The newest valid result; `null` until there was one. */
  readonly outcome: Outcome | null;
  /** Fields that keep the form from being calculated now; `outcome` is then the one before. */
  readonly blockedBy: readonly NumberName[];
  /** The result that the present one is compared with; `null` when none is held. */
  readonly held: Outcome | null;
  /** Holds the newest valid result. */
  readonly hold: () => void;
  readonly release: () => void;
  /** The query of a link that shows the same, the held result included. */
  readonly link: string;
  readonly linkProblems: readonly LinkProblem[];
  readonly dismissLinkProblems: () => void;
  readonly marketError: string | null;
  readonly minersError: string | null;
}

const linkDelayMs = 300;

/** The calculator's state: the form, kept in the address; what it follows; and the result, computed here. */
export function useCalculator(): Calculator {
  const [form, dispatch] = useReducer(formReducer, { state: startState, problems: {} });
  const [linkProblems, setLinkProblems] = useState<readonly LinkProblem[]>([]);
  const [heldState, setHeldState] = useState<CalculatorState | null>(null);
  const market = useMarketNow();
  const miners = useMiners();
  const model = miners.data?.find(({ slug }) => slug === form.state.machine) ?? null;
  const figures = useMemo(() => followedFigures(model, market.data), [model, market.data]);
  const isLoading = market.isPending || miners.isPending;

  // Before the first paint of the hydrated page, so that a shared link does not show the example first.
  useLayoutEffect(() => {
    const reading = readLink(window.location.search);
    dispatch({ type: "restore", state: reading.state });
    setLinkProblems(reading.problems);
    setHeldState(readHeldLink(window.location.search));
  }, []);
  useLinkWriting(form, heldState);

  const unknownMachine = miners.data !== undefined && form.state.machine !== null && model === null;
  useEffect(() => {
    if (!unknownMachine) return;
    const given = form.state.machine ?? "";
    const hasStart = miners.data?.some(({ slug }) => slug === startMachine) === true;
    dispatch({ type: "machine", machine: hasStart ? startMachine : null, nameplate: null });
    setLinkProblems((before) => [...before, { field: "Machine", given, rule: "a machine of the catalogue" }]);
  }, [unknownMachine, form.state.machine, miners.data]);

  const resolution = useMemo(
    () => resolveInputs(form, model, market.data, isLoading),
    [form, model, market.data, isLoading],
  );
  const outcome = useMemo(
    () => (resolution.kind === "ready" ? { ...resolution, result: calculate(resolution.inputs) } : null),
    [resolution],
  );
  const [lastOutcome, setLastOutcome] = useState<Outcome | null>(null);
  if (outcome !== null && outcome !== lastOutcome) setLastOutcome(outcome);

  const shown = outcome ?? lastOutcome;
  const held = useMemo(
    () => (heldState === null ? null : heldOutcome(heldState, miners.data ?? [])),
    [heldState, miners.data],
  );

  return {
    form,
    dispatch,
    figures,
    models: miners.data,
    model,
    outcome: shown,
    blockedBy: resolution.kind === "blocked" ? resolution.fields : [],
    held,
    hold: () => shown !== null && setHeldState(heldStateOf(shown)),
    release: () => setHeldState(null),
    link: withHeldLink(writeLink((shown ?? form).state), heldState),
    linkProblems,
    dismissLinkProblems: () => setLinkProblems([]),
    marketError: market.data === undefined ? (market.error?.message ?? null) : null,
    minersError: miners.data === undefined ? (miners.error?.message ?? null) : null,
  };
}

/** Keeps the address showing the valid state, a moment after the last change. */
function useLinkWriting({ state, problems }: FormState, held: CalculatorState | null): void {
  useEffect(() => {
    if (Object.keys(problems).length > 0) return;
    const timer = setTimeout(() => {
      const query = withHeldLink(writeLink(state), held);
      if (query === window.location.search) return;
      window.history.replaceState(null, "", `${window.location.pathname}${query}${window.location.hash}`);
    }, linkDelayMs);
    return () => clearTimeout(timer);
  }, [state, problems, held]);
}
