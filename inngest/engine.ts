import type { Inngest, InngestFunction } from "inngest";
import { longestTimeoutMs } from "./attempts";
import { clientFor, type OutsideEngine } from "./client";
import { startExecutor } from "./embedded/executor";
import { embeddedEngine } from "./embedded-engine";
import type { HandOver } from "./hand-over/hand-over";
import { sendToEngine } from "./hand-over/send-to-engine";
import { registerFunctions } from "./register-functions";

/** What runs the functions. */
export interface Engine {
  readonly handOver: HandOver;
  /** Looks for jobs now. */
  wake(): void;
  stop(): Promise<void>;
}

/** For what does not even end when its own time is up. */
const longestCallMs = longestTimeoutMs + 10_000;
/** Together with the rest within the six seconds that the launcher waits. */
const drainMs = 4000;

/**
 * Starts what runs the functions: the executor in this process, or nothing where an engine elsewhere calls them over
 * `/api/inngest`.
 *
 * @throws Error that names the function which cannot run.
 */
export async function startEngine(
  outside: OutsideEngine | null,
  functionsOf: (client: Inngest.Any) => readonly InngestFunction.Any[],
): Promise<Engine> {
  if (outside !== null) {
    // What is wrong with a function is said at the start, not at its first call in the web process.
    functionsOf(clientFor(outside));
    // The engine shows them itself, and nothing here says when they run.
    await registerFunctions([]);
    const handOver = { kind: "outside", send: sendToEngine(outside) } as const;
    return { handOver, wake: () => {}, stop: () => Promise.resolve() };
  }
  const { registry, handler, handOver } = await embeddedEngine(functionsOf);
  await registerFunctions(registry.functions.values());
  const executor = startExecutor({ registry, handler, timeoutMs: longestCallMs, drainMs });
  return { handOver, wake: () => executor.wake(), stop: () => executor.stop() };
}
