import {
  type FromHindsight,
  pathsOfEachDay,
  pathsOfOneDay,
  type TestTerms,
  type ToHindsight,
} from "@/components/calculator/hindsight/hindsight-messages";
import { firstEstimableDay } from "@/lib/domain/hindsight/first-estimable-day";
import type { PastMarket } from "@/lib/domain/hindsight/past-market";
import type { TestedWindow } from "@/lib/domain/hindsight/score-windows";
import { testDay } from "@/lib/domain/hindsight/test-day";
import { lastTestableDay, startDays } from "@/lib/domain/hindsight/testable-days";
import { type Happenings, happenings } from "@/lib/domain/hindsight/what-happened";

/*
 * The back-test off the main thread: one day when asked, all days in slices, so that a day asked meanwhile is answered
 * between two of them.
 */

interface Loaded {
  readonly past: PastMarket;
  readonly happened: Happenings;
  readonly firstDayUtc: string | null;
}

const sliceMs = 60;

let loaded: Loaded | null = null;
let wanted: TestTerms | null = null;
const scans = new Map<string, readonly TestedWindow[]>();

function answer(message: FromHindsight): void {
  self.postMessage(message);
}

function load(past: PastMarket): void {
  loaded = { past, happened: happenings(past), firstDayUtc: firstEstimableDay(past) };
  scans.clear();
  answer({ kind: "loaded", firstDayUtc: loaded.firstDayUtc });
}

function oneDay({ past, happened }: Loaded, dayUtc: string, terms: TestTerms): void {
  const test = testDay(past, happened, dayUtc, { ...terms, paths: pathsOfOneDay });
  answer({ kind: "day", dayUtc, terms, test });
}

async function scan({ past, happened, firstDayUtc }: Loaded, terms: TestTerms): Promise<void> {
  wanted = terms;
  const key = `${terms.months} ${terms.hashrateDecayRatioPerMonth}`;
  const lastDayUtc = lastTestableDay(past, terms.months);
  const isPossible = firstDayUtc !== null && lastDayUtc !== null;
  const days = isPossible ? startDays({ firstDayUtc, lastDayUtc }) : [];
  const windows: TestedWindow[] = [];
  let sliceEndMs = performance.now() + sliceMs;
  for (const [index, dayUtc] of scans.has(key) ? [] : days.entries()) {
    const { tested } = testDay(past, happened, dayUtc, { ...terms, paths: pathsOfEachDay });
    if (tested !== null) windows.push(tested.window);
    if (performance.now() < sliceEndMs) continue;
    answer({ kind: "progress", terms, done: index + 1, total: days.length });
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (wanted !== terms) return;
    sliceEndMs = performance.now() + sliceMs;
  }
  const found = scans.get(key) ?? windows;
  scans.set(key, found);
  answer({ kind: "scan", terms, windows: found });
}

async function handle(message: ToHindsight): Promise<void> {
  if (message.kind === "load") return load(message.past);
  if (loaded === null) throw new Error("the record must be loaded first");
  if (message.kind === "day") return oneDay(loaded, message.dayUtc, message.terms);
  await scan(loaded, message.terms);
}

self.addEventListener("message", (event: MessageEvent<ToHindsight>) => {
  handle(event.data).catch((error: unknown) => {
    answer({ kind: "failed", message: error instanceof Error ? error.message : String(error) });
  });
});
