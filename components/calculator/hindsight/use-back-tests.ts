"use client";

import { startTransition, useEffect, useMemo, useRef, useState } from "react";
import type {
  FromHindsight,
  TestTerms,
  ToHindsight,
} from "@/components/calculator/hindsight/hindsight-messages";
import type { PastMarket } from "@/lib/domain/hindsight/past-market";
import type { TestedWindow } from "@/lib/domain/hindsight/score-windows";
import type { DayTest } from "@/lib/domain/hindsight/test-day";

/** A finished answer with what it answers. */
interface DayAnswer {
  readonly dayUtc: string;
  readonly terms: TestTerms;
  readonly test: DayTest;
}

export interface Scan {
  readonly terms: TestTerms;
  readonly windows: readonly TestedWindow[];
}

interface Heard {
  /** `undefined` until the record is read; `null` when it is too short. */
  readonly firstDayUtc: string | null | undefined;
  readonly day: DayAnswer | null;
  readonly scan: Scan | null;
  readonly progress: { readonly terms: TestTerms; readonly done: number; readonly total: number } | null;
  readonly failure: string | null;
}

export interface BackTests extends Heard {
  /** Asks for a day; of several asked while one is computed only the last is. */
  readonly askDay: (dayUtc: string, terms: TestTerms) => void;
  /** Asks for all days; replaces what is being computed. */
  readonly askScan: (terms: TestTerms) => void;
}

const silence: Heard = { firstDayUtc: undefined, day: null, scan: null, progress: null, failure: null };

function heardAfter(before: Heard, message: FromHindsight): Heard {
  switch (message.kind) {
    case "loaded":
      return { ...silence, firstDayUtc: message.firstDayUtc };
    case "day":
      return { ...before, day: message };
    case "progress":
      return { ...before, progress: message };
    case "scan":
      return { ...before, scan: message, progress: null };
    case "failed":
      return { ...before, failure: message.message };
  }
}

/** Sends days one at a time: while one is computed, a slider passes many that nobody will look at. */
class DayQueue {
  private readonly send: (message: ToHindsight) => void;
  private isBusy = false;
  private next: ToHindsight | null = null;

  constructor(send: (message: ToHindsight) => void) {
    this.send = send;
  }

  ask(message: ToHindsight): void {
    if (this.isBusy) {
      this.next = message;
      return;
    }
    this.isBusy = true;
    this.send(message);
  }

  answered(): void {
    this.isBusy = false;
    const { next } = this;
    this.next = null;
    if (next !== null) this.ask(next);
  }
}

/**
 * The back-test in a worker of its own, from the moment the record is there until the screen goes.
 *
 * Not `useLatestWorker`: here the record stays with the worker, and all days report their progress while single days
 * are answered between them.
 */
export function useBackTests(past: PastMarket | null): BackTests {
  const [heard, setHeard] = useState<Heard>(silence);
  const line = useRef<{ worker: Worker; days: DayQueue } | null>(null);
  useEffect(() => {
    if (past === null) return;
    const worker = new Worker(new URL("./hindsight-worker.ts", import.meta.url), { type: "module" });
    const send = (message: ToHindsight) => worker.postMessage(message);
    const days = new DayQueue(send);
    worker.addEventListener("message", ({ data }: MessageEvent<FromHindsight>) => {
      if (data.kind === "day" || data.kind === "failed") days.answered();
      // Charts redraw with it; a field being typed in goes first.
      startTransition(() => setHeard((before) => heardAfter(before, data)));
    });
    worker.addEventListener("error", ({ message }) => {
      const reason = message || "its program could not be loaded";
      setHeard((before) => ({ ...before, failure: reason }));
    });
    send({ kind: "load", past });
    line.current = { worker, days };
    return () => {
      line.current = null;
      worker.terminate();
      setHeard(silence);
    };
  }, [past]);
  const asks = useMemo(
    () => ({
      askDay: (dayUtc: string, terms: TestTerms) => line.current?.days.ask({ kind: "day", dayUtc, terms }),
      askScan: (terms: TestTerms) =>
        line.current?.worker.postMessage({ kind: "scan", terms } satisfies ToHindsight),
    }),
    [],
  );
  return { ...heard, ...asks };
}
