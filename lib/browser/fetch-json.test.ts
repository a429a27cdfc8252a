import { afterEach, expect, test, vi } from "vitest";
import { ApiError, fetchJson } from "@/lib/browser/fetch-json";

afterEach(() => vi.unstubAllGlobals());

function answer(body: string, init: ResponseInit = {}): void {
  vi.stubGlobal("fetch", () => Promise.resolve(new Response(body, init)));
}

function parseCount(body: unknown): number {
  if (typeof body === "object" && body !== null && "count" in body && typeof body.count === "number")
    return body.count;
  throw new TypeError("no count");
}

const failure = (): Promise<unknown> =>
  fetchJson("/api/x", parseCount).then(
    () => null,
    (error: unknown) => error,
  );

test("gives the parsed body", async () => {
  answer('{"count":3}');
  expect(await fetchJson("/api/x", parseCount)).toBe(3);
});

test("an error answer keeps code, fields and request id", async () => {
  const fields = [{ field: "quantity", message: "Must be at least 1", value: "0" }, { nonsense: true }];
  answer(
    JSON.stringify({ error: { code: "invalid", message: "1 field is wrong", fields, requestId: "r-1" } }),
    { status: 400 },
  );
  const error = await failure();
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    code: "invalid",
    status: 400,
    requestId: "r-1",
    message: "1 field is wrong",
  });
  expect(error).toHaveProperty("fields", [fields[0]]);
});

test("a proxy's error page becomes an error with its status and the header's request id", async () => {
  answer("<h1>Bad gateway</h1>", { status: 502, headers: { "x-request-id": "r-2" } });
  expect(await failure()).toMatchObject({ code: "unreadable", status: 502, requestId: "r-2" });
});

test("a body that the page does not understand is an error, not a guess", async () => {
  answer('{"number":3}');
  expect(await failure()).toMatchObject({ code: "unreadable", status: 200 });
});

test("no answer is an error without a status", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  expect(await failure()).toMatchObject({ code: "unreachable", status: null });
});

test("a cancelled request stays a cancellation", async () => {
  const abort = new AbortController();
  abort.abort();
  vi.stubGlobal("fetch", () => Promise.reject(new DOMException("aborted", "AbortError")));
  await expect(fetchJson("/api/x", parseCount, { signal: abort.signal })).rejects.toHaveProperty(
    "name",
    "AbortError",
  );
});
