import { z } from "zod";
import type { EngineEvent } from "../embedded/engine-event";
import { EngineRefusedError } from "./hand-over";

/** Where the cloud takes events; a self-hosted engine does at its own address. */
const cloudUrl = "https://inn.gs";

/** What the engine answers when it has kept the events. */
const answerSchema = z.object({ ids: z.array(z.string()) });

/**
 * Sends events to an Inngest engine elsewhere, by its HTTP interface: the SDK's own `send` neither ends when it is told
 * to nor says whether the engine is away or does not take the event.
 *
 * @throws EngineRefusedError when it does not take them (400, 413, 422); Error when it is away, slow, or does not know us.
 */
export function sendToEngine({
  eventKey,
  baseUrl,
}: {
  readonly eventKey: string;
  readonly baseUrl: string | null;
}) {
  const address = new URL(`/e/${encodeURIComponent(eventKey)}`, baseUrl ?? cloudUrl);
  return async (events: readonly EngineEvent[], signal: AbortSignal): Promise<void> => {
    const response = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(events),
      signal,
      redirect: "error",
    });
    const text = await response.text();
    const said = text.slice(0, 500);
    if ([400, 413, 422].includes(response.status))
      throw new EngineRefusedError(`the Inngest engine answered ${response.status}: ${said}`);
    if (!response.ok) throw new Error(`the Inngest engine answered ${response.status}: ${said}`);
    const answer = answerSchema.safeParse(jsonOf(text));
    if (!answer.success) throw new Error(`what answered is no Inngest engine: ${said}`);
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
