"use client";

import { useEffect, useMemo, useState } from "react";
import { startMachine } from "@/components/calculator/calculator-state";
import { numberSpec } from "@/components/calculator/fields";
import {
  type BackTestState,
  backTestCodec,
  type TermName,
  termNames,
} from "@/components/calculator/hindsight/back-test-state";
import type { TestTerms } from "@/components/calculator/hindsight/hindsight-messages";
import { type BackTests, useBackTests } from "@/components/calculator/hindsight/use-back-tests";
import type { LinkProblem } from "@/components/calculator/link-state";
import { useMiners } from "@/components/calculator/use-miners";
import type { ChartSource } from "@/components/charts/chart-types";
import { useMarketHistory } from "@/components/market/use-market-history";
import { useUrlState } from "@/lib/browser/url-state";
import type { TestedFleet } from "@/lib/domain/hindsight/fleet-profit";
import type { PastMarket } from "@/lib/domain/hindsight/past-market";
import { lastTestableDay, nearestTestableDay, type TestableDays } from "@/lib/domain/hindsight/testable-days";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";
import type { MarketHistory } from "@/lib/modules/market/schema";

export interface BackTest {
  readonly state: BackTestState;
  readonly change: (changed: Partial<BackTestState>) => void;
  /** What a number's field shows: `null` while it holds something wrong. */
  readonly shownTerm: (name: TermName) => number | null;
  readonly setTerm: (name: TermName, value: number | null, problem: string | null) => void;
  readonly linkProblems: readonly LinkProblem[];
  readonly models: readonly MinerModel[] | undefined;
  /** The catalogued machine that is tested; `null` for own figures and while the catalogue is on its way. */
  readonly model: MinerModel | null;
  readonly minersError: string | null;
  readonly history: ReturnType<typeof useMarketHistory>;
  readonly past: PastMarket | null;
  /** The newest valid fleet; `null` until there was one. */
  readonly fleet: TestedFleet | null;
  /** Of the closes and retargets. */
  readonly source: ChartSource;
  readonly blockedBy: readonly TermName[];
  readonly days: TestableDays | null;
  /** The day asked for, or the nearest one that can be tested. */
  readonly usedDayUtc: string | null;
  readonly terms: TestTerms;
  readonly tests: BackTests;
}

function pastOf(history: MarketHistory | undefined): PastMarket | null {
  if (history === undefined) return null;
  return {
    days: history.days.map(({ dayUtc, closeUsd }) => ({ dayUtc, closeUsd })),
    retargets: history.retargets.map(({ height, dayUtc, difficulty }) => ({ height, dayUtc, difficulty })),
  };
}

function sourceOf(history: MarketHistory | undefined): ChartSource {
  const closes = history?.provenance.closeUsd ?? "Daily closes";
  return { source: `${closes}; retargets; your inputs`, asOf: history?.provenance.lastDayUtc ?? null };
}

/** Fields that keep the fleet from being computed: wrong ones, and own figures that are not given. */
function blockersOf(state: BackTestState, wrong: ReadonlySet<TermName>): readonly TermName[] {
  return termNames.filter((name) => {
    const isPlate = name === "hashrateThs" || name === "powerWatts";
    if (isPlate && state.machine !== null) return false;
    return wrong.has(name) || state[name] === null;
  });
}

function fleetOf(state: BackTestState, model: MinerModel | null): TestedFleet | null {
  const { machine, quantity, electricityUsdPerKwh, poolFeeRatio, uptimeRatio, fixedCostUsdPerMonth } = state;
  const hashrateThs = machine === null ? state.hashrateThs : (model?.hashrateThs ?? null);
  const powerWatts = machine === null ? state.powerWatts : (model?.powerWatts ?? null);
  if (hashrateThs === null || powerWatts === null || quantity === null) return null;
  if (electricityUsdPerKwh === null || poolFeeRatio === null) return null;
  if (uptimeRatio === null || fixedCostUsdPerMonth === null) return null;
  return {
    hashrateThs,
    powerWatts,
    quantity,
    electricityUsdPerKwh,
    poolFeeRatio,
    uptimeRatio,
    fixedCostUsdPerMonth,
  };
}

/** The machine a link names; one that the catalogue does not have is named, and the example's stands instead. */
function modelOf(models: readonly MinerModel[] | undefined, machine: string | null) {
  if (models === undefined || machine === null) return { model: null, problem: null };
  const model = models.find(({ slug }) => slug === machine);
  if (model !== undefined) return { model, problem: null };
  const problem: LinkProblem = { field: "Machine", given: machine, rule: "a machine of the catalogue" };
  return { model: models.find(({ slug }) => slug === startMachine) ?? null, problem };
}

/** Numbers whose field holds something wrong; the state keeps their last allowed value. */
function useTerms(state: BackTestState, change: BackTest["change"]) {
  const [wrong, setWrong] = useState<ReadonlySet<TermName>>(new Set());
  const setTerm: BackTest["setTerm"] = (name, value, problem) => {
    const isWrong = problem !== null || (value === null && numberSpec(name).required);
    const rest = [...wrong].filter((other) => other !== name);
    setWrong(new Set(isWrong ? [...rest, name] : rest));
    if (!isWrong) change({ [name]: value });
  };
  return { wrong, setTerm, shownTerm: (name: TermName) => (wrong.has(name) ? null : state[name]) };
}

/** The back-test's whole state: what is asked, kept in the address; the record; and the worker's answers. */
export function useBackTest(): BackTest {
  const [link, setLink] = useUrlState(backTestCodec);
  const { state } = link;
  const change: BackTest["change"] = (changed) => setLink({ state: { ...state, ...changed }, problems: [] });
  const { wrong, setTerm, shownTerm } = useTerms(state, change);
  const history = useMarketHistory();
  const miners = useMiners();
  const past = useMemo(() => pastOf(history.data), [history.data]);
  const source = useMemo(() => sourceOf(history.data), [history.data]);
  const tests = useBackTests(past);
  const { model, problem } = modelOf(miners.data, state.machine);

  const blockedBy = blockersOf(state, wrong);
  const fleet = blockedBy.length > 0 ? null : fleetOf(state, model);
  const [lastFleet, setLastFleet] = useState<TestedFleet | null>(null);
  const isSameFleet = JSON.stringify(fleet) === JSON.stringify(lastFleet);
  if (fleet !== null && !isSameFleet) setLastFleet(fleet);

  const { months, dayUtc } = state;
  const decay = state.hashrateDecayRatioPerMonth ?? 0;
  const terms = useMemo(() => ({ months, hashrateDecayRatioPerMonth: decay }), [months, decay]);
  const lastDayUtc = past === null ? null : lastTestableDay(past, months);
  const firstDayUtc = tests.firstDayUtc ?? null;
  const isTestable = firstDayUtc !== null && lastDayUtc !== null && firstDayUtc <= lastDayUtc;
  const days = isTestable ? { firstDayUtc, lastDayUtc } : null;
  const usedDayUtc = days === null ? null : nearestTestableDay(days, dayUtc);

  const { askDay, askScan } = tests;
  useEffect(() => {
    if (usedDayUtc !== null) askDay(usedDayUtc, terms);
  }, [usedDayUtc, terms, askDay]);
  useEffect(() => {
    if (isTestable) askScan(terms);
  }, [isTestable, terms, askScan]);

  return {
    state,
    change,
    shownTerm,
    setTerm,
    linkProblems: problem === null ? link.problems : [...link.problems, problem],
    models: miners.data,
    model,
    minersError: miners.data === undefined ? (miners.error?.message ?? null) : null,
    history,
    past,
    // The same object while it says the same, so that charts are not drawn again for nothing.
    fleet: isSameFleet ? lastFleet : (fleet ?? lastFleet),
    source,
    blockedBy,
    days,
    usedDayUtc,
    terms,
    tests,
  };
}
