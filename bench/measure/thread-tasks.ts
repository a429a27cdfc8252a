import type { Browser, Page } from "@playwright/test";

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Time that the thread really ran, microseconds. */
  readonly tdur?: number;
  /** Time by the clock, microseconds. */
  readonly dur?: number;
  readonly args?: { readonly name?: string };
}

/** The longest tasks of a page's main thread while something was done. */
export interface ThreadTasks {
  /** By the time the thread ran: what the page itself costs. */
  readonly longestRunMs: readonly number[];
  /** By the clock: with other work on the machine a task also waits for its core. */
  readonly longestClockMs: readonly number[];
  readonly over50RunMs: number;
}

const shown = 5;
const longMs = 50;

/** Traces the page's main thread while `work` runs. @throws Error when the trace holds no tasks. */
export async function threadTasks(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<ThreadTasks> {
  await browser.startTracing(page, { categories: ["-*", "toplevel", "__metadata"] });
  await work();
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    readonly traceEvents: readonly TraceEvent[];
  };
  const thread = ({ pid, tid }: TraceEvent) => `${pid}:${tid}`;
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain")
      .map(thread),
  );
  const tasks = traceEvents.filter(
    (event) => event.ph === "X" && event.name.endsWith("RunTask") && mains.has(thread(event)),
  );
  if (tasks.length < 10) throw new Error("the trace holds no tasks of the page's thread");
  const falling = (microseconds: (event: TraceEvent) => number | undefined) =>
    tasks.map((event) => Math.round((microseconds(event) ?? 0) / 1000)).sort((a, b) => b - a);
  const runMs = falling(({ tdur }) => tdur);
  return {
    longestRunMs: runMs.slice(0, shown),
    longestClockMs: falling(({ dur }) => dur).slice(0, shown),
    over50RunMs: runMs.filter((ms) => ms > longMs).length,
  };
}
