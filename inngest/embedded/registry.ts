import { z } from "zod";
import { type Condition, holds, type Path, parseCondition, parsePath } from "./condition";
import { nextSlot } from "./cron/next-slot";
import { type EngineEvent, type Handler, reservedPrefix } from "./engine-event";
import { handlerAddress, signedRequest } from "./sign-call";
import { durationMs } from "./time-string";

/** A function as the executor has to know it. */
export interface RegisteredFunction {
  /** "hashinsight-mail": application and function, as the SDK composes it. */
  readonly id: string;
  readonly name: string;
  readonly triggers: readonly { readonly event: string; readonly condition: Condition | null }[];
  readonly crons: readonly string[];
  /** Calls of one step before it is given up: the function's `retries` and one. */
  readonly maxAttempts: number;
  readonly concurrency: readonly { readonly limit: number; readonly key: Path | null }[];
  readonly debounce: {
    readonly periodMs: number;
    readonly timeoutMs: number | null;
    readonly key: Path | null;
  } | null;
  readonly idempotency: Path | null;
  /** Whether a second run is dropped while one with the same key is not over. */
  readonly singleton: { readonly key: Path | null } | null;
  readonly cancelOn: readonly {
    readonly event: string;
    readonly condition: Condition;
    readonly timeoutMs: number;
  }[];
}

export interface Registry {
  readonly functions: ReadonlyMap<string, RegisteredFunction>;
  /** Functions that an event starts. */
  startedBy(event: Pick<EngineEvent, "name" | "data">): readonly RegisteredFunction[];
  /** Whether any function is started by events of a name, whatever they say. */
  wants(eventName: string): boolean;
  /** Whether events of a name end runs. */
  cancels(eventName: string): boolean;
}

const keyed = z.strictObject({ limit: z.number().int().min(1), key: z.string().optional() });
const concurrencySchema = z.union([
  z
    .number()
    .int()
    .min(1)
    .transform((limit) => [{ limit, key: undefined }]),
  keyed.transform((limit) => [limit]),
  z.array(keyed).max(2),
]);
/** Strict, so that a setting we do not know of is refused and not overlooked. */
const functionSchema = z.strictObject({
  id: z.string().regex(/^[^:]+$/, "holds a colon"),
  name: z.string(),
  triggers: z
    .array(
      z.union([
        z.strictObject({ event: z.string(), expression: z.string().optional() }),
        z.strictObject({ cron: z.string() }),
      ]),
    )
    .max(10),
  steps: z.object({
    step: z.object({ retries: z.object({ attempts: z.number().int().min(0).max(20) }).optional() }),
  }),
  concurrency: concurrencySchema.optional(),
  debounce: z
    .strictObject({ period: z.string(), timeout: z.string().optional(), key: z.string().optional() })
    .optional(),
  idempotency: z.string().optional(),
  singleton: z.strictObject({ mode: z.literal("skip"), key: z.string().optional() }).optional(),
  cancel: z
    .array(z.strictObject({ event: z.string(), if: z.string().optional(), timeout: z.string().optional() }))
    .max(5)
    .optional(),
});
const answerSchema = z.object({
  functions: z.array(z.object({ id: z.string() }).catchall(z.unknown())),
});

const yearMs = 365 * 86_400_000;

/**
 * Asks the handler which functions it has, as the Inngest server would.
 *
 * @throws Error that names the function and the setting which the embedded executor does not support, or the function
 *   whose `retries` are not stated.
 */
export async function readRegistry(handler: Handler): Promise<Registry> {
  const response = await handler(
    signedRequest({
      method: "PUT",
      headers: { "x-inngest-sync-kind": "in_band" },
      body: { url: handlerAddress },
    }),
  );
  const text = await response.text();
  if (response.status !== 200) {
    throw new Error(`the functions cannot be read: the handler answered ${response.status}: ${text}`);
  }
  const functions = answerSchema.parse(JSON.parse(text)).functions.map(readFunction);
  return registryOf(functions);
}

function registryOf(functions: readonly RegisteredFunction[]): Registry {
  const byEvent = new Map<string, { fn: RegisteredFunction; condition: Condition | null }[]>();
  for (const fn of functions) {
    for (const { event, condition } of fn.triggers) {
      byEvent.set(event, [...(byEvent.get(event) ?? []), { fn, condition }]);
    }
  }
  const cancelling = new Set(functions.flatMap(({ cancelOn }) => cancelOn.map(({ event }) => event)));
  return {
    functions: new Map(functions.map((fn) => [fn.id, fn])),
    startedBy(event) {
      const triggered = (byEvent.get(event.name) ?? []).filter(
        ({ condition }) => condition === null || holds(condition, { name: event.name, data: event.data }),
      );
      return [...new Set(triggered.map(({ fn }) => fn))];
    },
    wants: (eventName) => byEvent.has(eventName),
    cancels: (eventName) => cancelling.has(eventName),
  };
}

function readFunction(entry: { readonly id: string }): RegisteredFunction {
  const refuse = (reason: string): Error =>
    new Error(`function "${entry.id}" cannot run in the embedded executor: ${reason}`);
  const parsed = functionSchema.safeParse(entry);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) =>
      issue.code === "unrecognized_keys"
        ? `${[...issue.path, issue.keys.join(", ")].join(".")} is not supported`
        : `${issue.path.join(".")}: ${issue.message}`,
    );
    throw refuse(problems.join("; "));
  }
  const { id, name, triggers, steps, concurrency, debounce, idempotency, singleton, cancel } = parsed.data;
  const retries = steps.step.retries?.attempts;
  if (retries === undefined) throw refuse("its `retries` are not stated");
  try {
    const events = triggers.flatMap((trigger) => ("event" in trigger ? [trigger] : []));
    const crons = triggers.flatMap((trigger) => ("cron" in trigger ? [trigger.cron] : []));
    for (const { event } of events) {
      if (event.includes("*")) throw new RangeError(`the trigger "${event}" is not supported: no wildcards`);
    }
    for (const cron of crons) nextSlot(cron, 0);
    return {
      id,
      name,
      triggers: events.map(({ event, expression }) => ({ event, condition: own(expression) })),
      crons,
      maxAttempts: retries + 1,
      concurrency: (concurrency ?? []).map((limit) => ({
        limit: limit.limit,
        key: pathOf(limit.key),
      })),
      debounce:
        debounce === undefined
          ? null
          : {
              periodMs: durationMs(debounce.period),
              timeoutMs: debounce.timeout === undefined ? null : durationMs(debounce.timeout),
              key: pathOf(debounce.key),
            },
      idempotency: pathOf(idempotency),
      singleton: singleton === undefined ? null : { key: pathOf(singleton.key) },
      cancelOn: (cancel ?? []).map(({ event, if: expression, timeout }) => ({
        event: notReserved(event),
        condition: expression === undefined ? [] : parseCondition(expression),
        timeoutMs: timeout === undefined ? yearMs : durationMs(timeout),
      })),
    };
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}

const pathOf = (text: string | undefined): Path | null => (text === undefined ? null : parsePath(text));

/** The condition of a trigger: about its own event, since there is no other. */
function own(expression: string | undefined): Condition | null {
  if (expression === undefined) return null;
  const condition = parseCondition(expression);
  for (const side of condition.flatMap(({ left, right }) => [left, right])) {
    if ("of" in side && side.of === "async")
      throw new RangeError(`"${expression}": a trigger knows no async`);
  }
  return condition;
}

function notReserved(event: string): string {
  if (event.startsWith(reservedPrefix))
    throw new RangeError(`it cannot wait for "${event}", an event of the engine`);
  return event;
}
