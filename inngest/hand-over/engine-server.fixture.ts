import { createServer } from "node:http";
import type { EngineEvent } from "../embedded/engine-event";

/** How the stand-in behaves: takes events, refuses them, falls over, hangs, or is something else altogether. */
export type Mood = "takes" | "refuses" | "fails" | "hangs" | "is no engine";

export interface EngineServer {
  readonly url: string;
  /** What it has taken, call by call. */
  readonly taken: readonly (readonly EngineEvent[])[];
  readonly paths: readonly string[];
  mood: Mood;
  close(): Promise<void>;
}

/** A stand-in for an Inngest engine elsewhere, as far as sending events goes: `POST /e/{key}` with a JSON array. */
export async function startEngineServer(): Promise<EngineServer> {
  const taken: EngineEvent[][] = [];
  const paths: string[] = [];
  const state: { mood: Mood } = { mood: "takes" };
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      paths.push(`${request.method} ${request.url}`);
      const answer = (status: number, body: object) => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(body));
      };
      if (state.mood === "refuses") return answer(400, { error: "event name is invalid", status: 400 });
      if (state.mood === "fails") return answer(500, { error: "no queue", status: 500 });
      if (state.mood === "is no engine") return answer(200, { ok: true });
      if (state.mood === "hangs") return;
      const events: EngineEvent[] = JSON.parse(text);
      taken.push(events);
      answer(200, { ids: events.map(({ id }) => id), status: 200 });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    url: `http://127.0.0.1:${port}`,
    taken,
    paths,
    get mood() {
      return state.mood;
    },
    set mood(mood) {
      state.mood = mood;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
