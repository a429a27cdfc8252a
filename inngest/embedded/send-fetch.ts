import { v7 as uuidV7 } from "uuid";
import { z } from "zod";
import type { JsonValue } from "@/lib/domain/audit/json-value";
import { type EngineEvent, reservedPrefix } from "./engine-event";

const sentSchema = z
  .array(
    z.object({
      id: z.string().min(1).max(512).optional(),
      name: z.string().min(1).max(512),
      data: z.json().optional(),
      ts: z.number().int().optional(),
    }),
  )
  .min(1)
  .max(1000);

/** Largest event as JSON text, in bytes. */
const eventBytesMax = 512 * 1024;

/**
 * The `fetch` of an Inngest client whose events stay in this process: hands what `inngest.send` and `step.sendEvent` say to
 * `accept`, and refuses every other address, so that nothing leaves the process.
 *
 * @param accept keeps the events before it resolves; when it fails, the sender tries again under the same ids.
 */
export function sendFetch(accept: (events: readonly EngineEvent[]) => Promise<void>): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const { pathname } = new URL(request.url);
    if (request.method !== "POST" || !/^\/e\/[^/]+$/.test(pathname)) {
      throw new Error(`the embedded engine sends nothing to ${request.method} ${request.url}`);
    }
    const sent = sentSchema.safeParse(await request.json());
    if (!sent.success) return answer(400, { error: z.prettifyError(sent.error), status: 400 });
    const seed = request.headers.get("x-inngest-event-id-seed");
    const events = sent.data.map(
      ({ id, name, data, ts }, index): EngineEvent => ({
        // The sender's tries of one call share the seed: together they send an event once.
        id: id ?? (seed === null ? uuidV7() : `${seed}:${index}`),
        name,
        data: (data ?? {}) as JsonValue,
        ts: ts ?? Date.now(),
      }),
    );
    for (const event of events) {
      const problem = problemOf(event);
      if (problem !== null) return answer(400, { error: problem, status: 400 });
    }
    await accept(events);
    return answer(200, { ids: events.map(({ id }) => id), status: 200 });
  };
}

function problemOf({ name, data }: EngineEvent): string | null {
  if (name.startsWith(reservedPrefix)) {
    return `event "${name}": names that begin with ${reservedPrefix} belong to the engine`;
  }
  const bytes = Buffer.byteLength(JSON.stringify(data));
  if (bytes > eventBytesMax) return `event "${name}": ${bytes} bytes of data, at most ${eventBytesMax}`;
  return null;
}

function answer(status: number, body: JsonValue): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } });
}
