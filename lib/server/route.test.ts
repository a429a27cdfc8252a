import { beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { DomainError } from "@/lib/domain/domain-error";
import { defineContract } from "./contract";
import { AppError } from "./errors";
import { defineRoute, RouteAnswer } from "./route";

const echoContract = defineContract({
  method: "POST",
  path: "/api/echo",
  tag: "Test",
  summary: "Echo",
  permission: "public",
  query: z.strictObject({ loud: z.enum(["yes", "no"]).optional() }),
  body: z.strictObject({ rows: z.array(z.strictObject({ quantity: z.int() })) }),
  result: z.strictObject({ total: z.number() }),
});

const echo = defineRoute(echoContract, ({ body }) => ({
  total: body.rows.reduce((total, row) => total + row.quantity, 0),
}));

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgres://unused");
});

function post(
  body: string,
  headers: Record<string, string> = { "content-type": "application/json" },
  url = "",
) {
  return new Request(`http://127.0.0.1/api/echo${url}`, { method: "POST", body, headers });
}

function route(act: () => { total: number }) {
  return defineRoute({ ...echoContract, body: z.unknown() }, act);
}

async function answerOf(response: Response) {
  return { status: response.status, body: await response.json(), headers: response.headers };
}

describe("defineRoute", () => {
  it("answers the documented body itself, with a request id and nothing cached", async () => {
    const { status, body, headers } = await answerOf(
      await echo(post('{"rows":[{"quantity":2},{"quantity":3}]}')),
    );
    expect(status).toBe(200);
    expect(body).toEqual({ total: 5 });
    expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get("cache-control")).toBe("no-store");
  });

  it("names every broken rule with field and value", async () => {
    const { status, body } = await answerOf(
      await echo(post('{"rows":[{"quantity":1.5},{"quantity":"x"}],"extra":1}')),
    );
    expect(status).toBe(400);
    expect(body.error.code).toBe("invalid");
    expect(
      body.error.fields.map((problem: { field: string; value?: string }) => [problem.field, problem.value]),
    ).toEqual([
      ["rows[0].quantity", "1.5"],
      ["rows[1].quantity", "x"],
      ["extra", undefined],
    ]);
  });

  it("refuses an unknown query parameter", async () => {
    const { status, body } = await answerOf(await echo(post('{"rows":[]}', undefined, "?limit=1e9")));
    expect(status).toBe(400);
    expect(body.error.fields[0].field).toBe("limit");
  });

  it("refuses a body that is not sent as JSON, is not JSON, or is empty", async () => {
    for (const request of [post("a=1", { "content-type": "text/plain" }), post("{"), post("")]) {
      const { status, body } = await answerOf(await echo(request));
      expect([status, body.error.code]).toEqual([400, "invalid"]);
    }
  });

  it("refuses a body of more than a megabyte", async () => {
    const { status, body } = await answerOf(await echo(post(`"${"x".repeat(1_048_577)}"`)));
    expect(status).toBe(400);
    expect(body.error.message).toContain("1048576");
  });

  it("refuses a body that is nested too deep, and does not take brackets inside a text for nesting", async () => {
    const act = defineRoute({ ...echoContract, body: z.unknown() }, () => ({ total: 0 }));
    const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
    expect((await act(post(nested(32)))).status).toBe(200);
    expect((await act(post(JSON.stringify(["[".repeat(1000), '\\"[{'.repeat(100)])))).status).toBe(200);
    for (const depth of [33, 100_000]) {
      const { status, body } = await answerOf(await act(post(nested(depth))));
      expect([status, body.error.message]).toEqual([400, "The body is nested more than 32 deep."]);
    }
  });

  it("takes a larger body where the contract allows it, and no more than that", async () => {
    const roomy = defineRoute({ ...echoContract, bodyBytesMax: 2_000_000 }, () => ({ total: 0 }));
    const bodyOf = (bytes: number) => `{"rows":[]${" ".repeat(bytes - 11)}}`;
    expect((await roomy(post(bodyOf(2_000_000)))).status).toBe(200);
    const { status, body } = await answerOf(await roomy(post(bodyOf(2_000_001))));
    expect([status, body.error.code]).toEqual([400, "invalid"]);
    expect(body.error.message).toContain("2000000");
  });

  it("turns a broken domain rule into a 400 that names the field", async () => {
    const act = route(() => {
      throw new DomainError("quantity", "Quantity must be >= 1, got 0");
    });
    const { status, body } = await answerOf(await act(post("{}")));
    expect(status).toBe(400);
    expect(body.error.fields).toEqual([{ field: "quantity", message: "Quantity must be >= 1, got 0" }]);
  });

  it("keeps the text of an unknown error to itself", async () => {
    const act = route(() => {
      throw new Error("select * from secrets");
    });
    const { status, body } = await answerOf(await act(post("{}")));
    expect(status).toBe(500);
    expect(JSON.stringify(body)).not.toContain("secrets");
    expect(body.error.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("says when to come back", async () => {
    const act = route(() => {
      throw new AppError("limited", "Too many", { retryAfterSeconds: 7 });
    });
    const { status, headers } = await answerOf(await act(post("{}")));
    expect([status, headers.get("retry-after")]).toEqual([429, "7"]);
  });

  it("fails loudly outside production when a result drifts from its contract", async () => {
    const act = route(() => ({ total: 1, secret: 2 }));
    expect((await act(post("{}"))).status).toBe(500);
  });

  it("limits by address and keeps other addresses served", async () => {
    const limited = defineRoute(
      { ...echoContract, rateLimit: { name: "route-test", requestsPerMinute: () => 2 } },
      () => ({ total: 0 }),
    );
    const from = (address: string) =>
      limited(post('{"rows":[]}', { "content-type": "application/json", "x-hi-peer-address": address }));
    const statuses = [
      await from("192.0.2.1"),
      await from("192.0.2.1"),
      await from("192.0.2.1"),
      await from("192.0.2.2"),
    ];
    expect(statuses.map((response) => response.status)).toEqual([200, 200, 429, 200]);
  });

  it("answers another status when the handler says so", async () => {
    const act = defineRoute({ ...echoContract, body: z.unknown() }, () => new RouteAnswer(503, { total: 0 }));
    expect((await act(post("{}"))).status).toBe(503);
  });

  it("answers a cacheable result that has not changed with 304 and no body", async () => {
    const act = defineRoute(
      { ...echoContract, body: z.unknown(), cacheControl: "public, max-age=10" },
      () => ({ total: 7 }),
    );
    const first = await act(post("{}"));
    const tag = first.headers.get("etag") ?? "";
    expect(tag).toMatch(/^W\/"/);
    const again = await act(post("{}", { "content-type": "application/json", "if-none-match": tag }));
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const other = await act(post("{}", { "content-type": "application/json", "if-none-match": 'W/"other"' }));
    expect(other.status).toBe(200);
  });
});
