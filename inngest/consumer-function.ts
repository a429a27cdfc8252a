import type { Inngest, InngestFunction } from "inngest";
import type { Consumer } from "@/lib/server/outbox/consumer";
import { attemptOf, retriesOf, timeoutOf } from "./attempts";
import { readEngineEvent } from "./engine-event";
import { functionIdOf } from "./function-id";

/**
 * The function that brings a consumer its events: no steps, one call for each event. Its result says whether the event
 * had its effect now or had it before.
 *
 * @throws Error when the consumer's name, attempts or time is none that the engine takes.
 */
export function consumerFunction(client: Inngest.Any, consumer: Consumer): InngestFunction.Any {
  const { name, type, attemptsMax } = consumer;
  const timeoutMs = timeoutOf(name, consumer.timeoutMs);
  const retries = retriesOf(name, attemptsMax - 1);
  return client.createFunction(
    { id: functionIdOf(name), name, retries, triggers: [{ event: type }] },
    async ({ event, attempt }: Call) => ({
      outcome: await attemptOf({ number: attempt + 1, max: attemptsMax }, timeoutMs, (signal) =>
        consumer.deliver(readEngineEvent(event), signal),
      ),
    }),
  );
}

interface Call {
  readonly event: { readonly name: string; readonly data?: unknown };
  readonly attempt: number;
}
