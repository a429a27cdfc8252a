import { beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { defineStreamContract } from "./contract";
import { AppError } from "./errors";
import { openApiDocument } from "./openapi";
import { defineStreamRoute, type StreamAnswer } from "./stream-route";

const shoutContract = defineStreamContract({
  method: "POST",
  path: "/shout",
  tag: "Test",
  summary: "Shout",
  permission: "public",
  query: z.strictObject({ times: z.coerce.number().int().min(1).max(3).default(1) }),
  bodyBytes: { contentTypes: ["text/csv", "application/octet-stream"], description: "Words" },
  resultBytes: { contentTypes: ["text/plain"], description: "Louder words" },
});

/** Answers every piece of the body as soon as it came. */
const shout = defineStreamRoute(shoutContract, ({ request, query }): StreamAnswer => {
  const louder = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      const text = new TextDecoder().decode(chunk).toUpperCase().repeat(query.times);
      controller.enqueue(new TextEncoder().encode(text));
    },
  });
  if (request.body === null) throw new Error("the route lets no empty body through");
  return { body: request.body.pipeThrough(louder), contentType: "text/plain; charset=utf-8" };
});

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgres://unused");
});

function post(body: BodyInit | null, query = ""): Request {
  const init = { method: "POST", body, duplex: "half" };
  return new Request(`http://127.0.0.1/shout${query}`, init);
}

function answering(answer: () => StreamAnswer) {
  return defineStreamRoute({ ...shoutContract, query: z.unknown() }, answer);
}

describe("defineStreamRoute", () => {
  it("answers while the body still arrives", async () => {
    let send: (text: string) => void = () => {};
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        send = (text) => controller.enqueue(new TextEncoder().encode(text));
      },
    });
    const response = await shout(post(body, "?times=2"));
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    const reader = response.body?.getReader();
    send("first ");
    expect(new TextDecoder().decode((await reader?.read())?.value)).toBe("FIRST FIRST ");
    await reader?.cancel();
  });

  it("answers the documented error for what is wrong before the stream begins", async () => {
    const cases = [
      await shout(post("a", "?times=9")),
      await shout(post("a", "?volume=9")),
      await shout(post(null)),
      await answering(() => {
        throw new AppError("limited", "Too many", { retryAfterSeconds: 7 });
      })(post("a")),
      await answering(() => {
        throw new Error("select * from secrets");
      })(post("a")),
    ];
    expect(cases.map((response) => response.status)).toEqual([400, 400, 400, 429, 500]);
    const bodies = await Promise.all(cases.map((response) => response.json()));
    expect(bodies.map(({ error }) => error.code)).toEqual([
      "invalid",
      "invalid",
      "invalid",
      "limited",
      "internal",
    ]);
    expect(bodies[0].error.fields[0].field).toBe("times");
    expect(cases[3]?.headers.get("retry-after")).toBe("7");
    expect(JSON.stringify(bodies[4])).not.toContain("secrets");
  });

  it("sends bytes as a file, with a name that every browser reads", async () => {
    const fileName = 'fleet "矿机".csv';
    const response = await answering(() => ({
      body: new Uint8Array([1, 2, 3]),
      contentType: "text/plain",
      fileName,
      status: 203,
    }))(post("a"));
    expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([203, 3]);
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename="fleet ____.csv"; filename*=UTF-8''fleet%20%22%E7%9F%BF%E6%9C%BA%22.csv`,
    );
  });

  it("fails loudly when it answers a type that its contract does not name", async () => {
    const response = await answering(() => ({ body: new Uint8Array(), contentType: "text/html" }))(post("a"));
    expect(response.status).toBe(500);
  });

  it("stands in the API document with its media types", () => {
    const document = JSON.parse(JSON.stringify(openApiDocument([shoutContract], "1.0.0")));
    const operation = document.paths["/shout"].post;
    expect(operation.requestBody).toEqual({
      required: true,
      description: "Words",
      content: { "text/csv": {}, "application/octet-stream": {} },
    });
    expect(operation.responses["200"]).toEqual({
      description: "Louder words",
      content: { "text/plain": {} },
    });
    expect(operation.responses.default).toBeDefined();
    expect(operation.parameters[0].name).toBe("times");
  });
});
