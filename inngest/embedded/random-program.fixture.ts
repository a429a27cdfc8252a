import type { GetStepTools, Inngest } from "inngest";

/** What a random function does. Every node gives a value, so that the output tells all of them. */
export type Program =
  | { readonly kind: "run"; readonly id: string; readonly value: number }
  /** Throws on its first tries. */
  | { readonly kind: "flaky"; readonly id: string; readonly failures: number; readonly value: number }
  /** Throws on every try; the function catches what is left. */
  | { readonly kind: "doomed"; readonly id: string }
  | { readonly kind: "sleep"; readonly id: string; readonly minutes: number }
  | { readonly kind: "wait"; readonly id: string; readonly isAnswered: boolean; readonly value: number }
  | { readonly kind: "invoke"; readonly id: string; readonly fails: boolean; readonly value: number }
  | { readonly kind: "loop"; readonly times: number; readonly body: Program }
  | { readonly kind: "sequence"; readonly parts: readonly Program[] }
  | { readonly kind: "parallel"; readonly races: boolean; readonly parts: readonly Program[] };

export type Value = number | string | null | readonly Value[];

/** Retries of the random function: a flaky step needs fewer, a doomed one uses all. */
export const programRetries = 2;

/** Uniform in [0, 1), the same for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The program of a seed: up to about fifteen steps, at most three levels deep. */
export function randomProgram(seed: number, kinds: readonly Program["kind"][] = allKinds): Program {
  const random = seededRandom(seed * 7919 + 13);
  const below = (limit: number): number => Math.floor(random() * limit);
  let steps = 0;
  const make = (depth: number): Program => {
    steps += 1;
    const id = `s${steps}`;
    const leaves = kinds.filter((kind) => !inner.has(kind));
    const choices = depth < 3 && steps < 10 ? kinds : leaves;
    const kind = choices[below(choices.length)] ?? "run";
    const value = below(1000);
    const parts = (count: number): Program[] => Array.from({ length: count }, () => make(depth + 1));
    switch (kind) {
      case "run":
        return { kind, id, value };
      case "flaky":
        return { kind, id, failures: 1 + below(programRetries), value };
      case "doomed":
        return { kind, id };
      case "sleep":
        return { kind, id, minutes: 1 + below(60) };
      case "wait":
        return { kind, id, isAnswered: random() < 0.6, value };
      case "invoke":
        return { kind, id, fails: random() < 0.3, value };
      case "loop":
        return { kind, times: 1 + below(3), body: make(depth + 1) };
      case "sequence":
        return { kind, parts: parts(1 + below(3)) };
      case "parallel":
        return { kind, races: random() < 0.5, parts: parts(2 + below(3)) };
    }
  };
  return { kind: "sequence", parts: Array.from({ length: 1 + below(3) }, () => make(0)) };
}

const inner: ReadonlySet<Program["kind"]> = new Set(["loop", "sequence", "parallel"]);
const allKinds: readonly Program["kind"][] = [
  "run",
  "run",
  "flaky",
  "doomed",
  "sleep",
  "wait",
  "invoke",
  "loop",
  "sequence",
  "parallel",
  "parallel",
];

/** What the program gives where nothing ever crashes, worked out without any engine. */
export function expectedValue(program: Program): Value {
  switch (program.kind) {
    case "run":
    case "flaky":
      return program.value;
    case "doomed":
      return `caught ${program.id}`;
    case "sleep":
      return null;
    case "wait":
      return program.isAnswered ? program.value : null;
    case "invoke":
      return program.fails ? `caught ${program.id}` : program.value * 2;
    case "loop":
      return Array.from({ length: program.times }, () => expectedValue(program.body));
    case "sequence":
    case "parallel":
      return program.parts.map(expectedValue);
  }
}

/** How often each step's body runs where nothing ever crashes. */
export function expectedRuns(program: Program): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const walk = (node: Program, times: number): void => {
    const add = (tries: number) => counts.set(idOf(node), times * tries);
    if (node.kind === "run") add(1);
    else if (node.kind === "flaky") add(1 + node.failures);
    else if (node.kind === "doomed") add(1 + programRetries);
    else if (node.kind === "loop") walk(node.body, times * node.times);
    else if (node.kind === "sequence" || node.kind === "parallel") {
      for (const part of node.parts) walk(part, times);
    }
  };
  walk(program, 1);
  return counts;
}

const idOf = (node: Program): string => ("id" in node ? node.id : "");

export interface ProgramContext {
  readonly step: GetStepTools<Inngest.Any>;
  readonly group: { readonly parallel: <T>(options: { mode: "race" }, work: () => Promise<T>) => Promise<T> };
  /** Failures of the step under way. */
  readonly attempt: number;
  /** A step's effect. */
  readonly effect: (stepId: string, iteration: number) => Promise<void>;
  readonly awaitEvent: (id: string, isAnswered: boolean) => Promise<Value>;
  readonly invokeChild: (id: string, value: number, fails: boolean) => Promise<Value>;
}

/** Lets the SDK run a program. */
export function interpret(program: Program, context: ProgramContext): Promise<Value> {
  const iterations = new Map<string, number>();
  const inTurn = async (parts: readonly Program[]): Promise<Value> => {
    const values: Value[] = [];
    for (const part of parts) values.push(await run(part));
    return values;
  };
  const run = async (node: Program): Promise<Value> => {
    const { step, attempt, effect } = context;
    const iteration = iterations.get(idOf(node)) ?? 0;
    iterations.set(idOf(node), iteration + 1);
    switch (node.kind) {
      case "run":
        return step.run(node.id, async () => {
          await effect(node.id, iteration);
          return node.value;
        });
      case "flaky":
        return step.run(node.id, async () => {
          await effect(node.id, iteration);
          if (attempt < node.failures) throw new Error(`${node.id} fails on try ${attempt}`);
          return node.value;
        });
      case "doomed":
        try {
          return await step.run(node.id, async () => {
            await effect(node.id, iteration);
            throw new Error(node.id);
          });
        } catch (error) {
          return `caught ${error instanceof Error ? error.message : ""}`;
        }
      case "sleep":
        await step.sleep(node.id, `${node.minutes}m`);
        return null;
      case "wait":
        return context.awaitEvent(node.id, node.isAnswered);
      case "invoke":
        try {
          return await context.invokeChild(node.id, node.value, node.fails);
        } catch {
          return `caught ${node.id}`;
        }
      case "loop":
        return inTurn(Array.from({ length: node.times }, () => node.body));
      case "sequence":
        return inTurn(node.parts);
      case "parallel": {
        const all = () => Promise.all(node.parts.map(run));
        return node.races ? context.group.parallel({ mode: "race" }, all) : all();
      }
    }
  };
  return run(program);
}
