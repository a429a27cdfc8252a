import type { Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/edge";
import { relayActor } from "@/lib/server/outbox/outbox-record";
import { withTransaction } from "@/lib/server/transaction";
import { embeddedClient } from "./client";
import { acceptEvents } from "./embedded/accept-events";
import type { EngineEvent, Handler } from "./embedded/engine-event";
import { type Registry, readRegistry } from "./embedded/registry";
import { sendFetch } from "./embedded/send-fetch";
import { localSigningKey } from "./embedded/sign-call";
import type { EmbeddedHandOver } from "./hand-over/hand-over";

/** The engine in this process: what it knows of the functions, how it calls them, and how it takes events in. */
export interface EmbeddedEngine {
  readonly registry: Registry;
  readonly handler: Handler;
  readonly handOver: EmbeddedHandOver;
}

/**
 * Makes the functions ready for the engine in this process.
 *
 * @throws Error that names the function which the engine does not support.
 */
export async function embeddedEngine(
  functionsOf: (client: Inngest.Any) => readonly InngestFunction.Any[],
): Promise<EmbeddedEngine> {
  // A function can send only once it is called, and then the registry is there.
  const known: { registry?: Registry } = {};
  const accept: EmbeddedHandOver["accept"] = (tx, events) => {
    if (known.registry === undefined) throw new Error("the functions are not known yet");
    return acceptEvents(tx, known.registry, events);
  };
  const sent = (events: readonly EngineEvent[]) => withTransaction(relayActor, (tx) => accept(tx, events));
  const client = embeddedClient(localSigningKey(), sendFetch(sent));
  const handler = serve({ client, functions: functionsOf(client) });
  const registry = await readRegistry(handler);
  known.registry = registry;
  return { registry, handler, handOver: { kind: "embedded", accept } };
}
