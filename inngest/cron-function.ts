import type { Inngest, InngestFunction } from "inngest";
import { z } from "zod";
import { attemptOf, type Retries, timeoutOf } from "./attempts";
import { functionNameOf } from "./function-id";

/** One time of a schedule. */
export interface Tick {
  /** When it was due: of many workers one runs it. */
  readonly dueAt: Date;
  readonly signal: AbortSignal;
}

export interface CronParts {
  /** "market-record-price": a module and what is done. */
  readonly id: string;
  /** Five fields, in UTC; "TZ=Europe/Berlin 0 3 * * *" for another zone. */
  readonly cron: string;
  readonly retries: Retries;
  /** Milliseconds after which a run is cut off and counts as failed; default one minute. */
  readonly timeoutMs?: number;
  /** Ends soon after the signal aborts. What it returns is kept as the run's result. */
  readonly run: (tick: Tick) => Promise<number | string | null>;
}

/** A function that runs by schedule, one run at a time; what was missed while no worker ran is run once. */
export function cronFunction(client: Inngest.Any, parts: CronParts): InngestFunction.Any {
  const { id, cron, retries, run } = parts;
  const timeoutMs = timeoutOf(id, parts.timeoutMs ?? 60_000);
  return client.createFunction(
    { id, name: functionNameOf(id), retries, concurrency: 1, triggers: [{ cron }] },
    ({ event, attempt }: Call) =>
      attemptOf({ number: attempt + 1, max: retries + 1 }, timeoutMs, (signal) =>
        run({ dueAt: dueAtOf(event), signal }),
      ),
  );
}

interface Call {
  readonly event: { readonly data?: unknown; readonly ts?: number };
  readonly attempt: number;
}

const dataSchema = z.object({ scheduledAt: z.coerce.date() });

/** The engine in our worker names the moment; the server's events carry it as their own. */
function dueAtOf({ data, ts }: Call["event"]): Date {
  const { success, data: read } = dataSchema.safeParse(data);
  if (success) return read.scheduledAt;
  if (ts === undefined) throw new Error("the engine did not say when the run was due");
  return new Date(ts);
}
