"use client";

import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from "react";
import { BatchSession, type RunInputs, type SessionState } from "@/components/batch/batch-session";
import type { SettingName } from "@/components/batch/batch-settings";
import { type BatchState, batchCodec, viewSpec } from "@/components/batch/batch-state";
import type { RunMode } from "@/components/batch/worker/protocol";
import { useUrlState } from "@/lib/browser/url-state";

export interface Batch {
  readonly session: BatchSession;
  /** The file in hand and what became of it. */
  readonly now: SessionState;
  /** What stands in the address. */
  readonly state: BatchState;
  readonly change: (patch: Partial<BatchState>) => void;
  readonly setNumber: (name: SettingName, value: number | null, problem: string | null) => void;
  /** Settings hold something wrong; nothing can be run until it is mended. */
  readonly isBlocked: boolean;
  readonly isBusy: boolean;
  readonly choose: (file: File) => void;
  readonly chooseSheet: (sheet: string) => void;
  readonly run: (mode: RunMode) => void;
}

/** The batch screen's state: the session outside React, settings and view in the address. */
export function useBatch(): Batch {
  const [session] = useState(() => new BatchSession());
  const now = useSyncExternalStore(session.subscribe, session.getState, session.getState);
  const [state, setState] = useUrlState(batchCodec);
  const [problems, setProblems] = useState<ReadonlySet<SettingName>>(new Set());
  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  }, [state]);

  const change = useCallback(
    (patch: Partial<BatchState>) => {
      latest.current = { ...latest.current, ...patch };
      if (patch.settings !== undefined || patch.isAllOrNothing !== undefined) session.outdate();
      setState(latest.current);
    },
    [session, setState],
  );
  const setNumber = useCallback(
    (name: SettingName, value: number | null, problem: string | null) => {
      setProblems((before) => withProblem(before, name, problem !== null));
      change({ settings: { ...latest.current.settings, [name]: value } });
    },
    [change],
  );
  const view = useMemo(() => viewSpec(state), [state]);
  useEffect(() => session.setView(view), [session, view]);

  const running = now.run?.state === "sending" || now.run?.state === "reading";
  const inspecting = now.inspection?.state === "sending" || now.inspection?.state === "reading";
  return {
    session,
    now,
    state,
    change,
    setNumber,
    isBlocked: problems.size > 0,
    isBusy: running || inspecting,
    choose: useCallback((file: File) => session.choose(file, inputsOf(latest.current)), [session]),
    chooseSheet: useCallback(
      (sheet: string) => session.chooseSheet(sheet, inputsOf(latest.current)),
      [session],
    ),
    run: useCallback((mode: RunMode) => session.start(mode, inputsOf(latest.current)), [session]),
  };
}

function inputsOf({ settings, isAllOrNothing }: BatchState): RunInputs {
  const { btcPriceUsd, difficulty, subsidyBtc, feesBtcPerBlock, blockHeight, ...rest } = settings;
  return {
    settings: rest,
    market: { btcPriceUsd, difficulty, subsidyBtc, feesBtcPerBlock, blockHeight },
    isAllOrNothing,
  };
}

function withProblem(
  before: ReadonlySet<SettingName>,
  name: SettingName,
  isWrong: boolean,
): ReadonlySet<SettingName> {
  if (before.has(name) === isWrong) return before;
  const next = new Set(before);
  if (isWrong) next.add(name);
  else next.delete(name);
  return next;
}
