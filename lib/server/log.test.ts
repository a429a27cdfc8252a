import { Writable } from "node:stream";
import { pino } from "pino";
import { describe, expect, it } from "vitest";
import { logOptions } from "./log";

/** What the log would write: its own options on a stream that can be read. */
function written(fields: object): string {
  let text = "";
  const sink = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  const copy = pino({ ...logOptions, level: "info" }, sink);
  copy.info(fields, "said");
  return text;
}

class UpstreamError extends Error {
  override readonly name = "UpstreamError";
}

describe("log", () => {
  it("tells an expected failure of an outside service without its stack", () => {
    const text = written({ err: new UpstreamError("binance: timeout") });
    expect(text).toContain("binance: timeout");
    expect(text).not.toContain("stack");
  });

  it("keeps the stack of a fault of our own", () => {
    expect(written({ err: new TypeError("not a function") })).toContain("stack");
  });

  it("blanks what may be a secret, wherever it stands", () => {
    const text = written({
      password: "hunter2",
      request: { headers: { Authorization: "Bearer abcdefghij", "Set-Cookie": ["hi-session=s3cr3t"] } },
      deep: { list: [{ form: { "x-api-key": "key-1", refresh_token: "rt-1", newPassword: "pw-2" } }] },
      headers: new Headers({ cookie: "hi-session=s4cr3t", accept: "text/html" }),
    });
    expect(text).not.toMatch(/hunter2|abcdefghij|s3cr3t|key-1|rt-1|pw-2|s4cr3t/);
    expect(text).toContain("text/html");
  });

  it.each([
    ["a key", "used hi_live_abcdefgh_0123456789abcdefghijABCDEFGHIJKL_abc123 twice", "0123456789"],
    ["a token", "bad jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl here", "c2lnbmF0dXJl"],
    ["a header", "sent authorization: bearer abcdef.123456", "abcdef.123456"],
    ["a reset link", "GET https://x.example/reset-password/tokenInPath?next=/ failed", "tokenInPath"],
    ["an invitation", "opened /invitation/tokenInPath.", "tokenInPath"],
    ["a query", "GET /verify-email?a=1&token=tokenInQuery&b=2", "tokenInQuery"],
    ["a connection", "connect postgres://hi_app:pass%20word@db.example/hi failed", "pass%20word"],
  ])("blanks %s inside a text, an error's message, stack and cause", (_what, text, secret) => {
    const cause = new Error(text);
    for (const fields of [{ path: text }, { err: new Error(text) }, { err: new Error("outer", { cause }) }]) {
      const line = written(fields);
      expect(line).toContain("[redacted]");
      expect(line).not.toContain(secret);
    }
    expect(written({ err: new UpstreamError(text) })).not.toContain(secret);
  });

  it("leaves alone what is no secret, and does not hang on something endless", () => {
    const loop: { self?: unknown; id: string } = { id: "r-1" };
    loop.self = loop;
    const line = written({ requestId: "0190-a", path: "/api/miners", at: new Date(0), none: null, loop });
    expect(JSON.parse(line)).toMatchObject({
      requestId: "0190-a",
      path: "/api/miners",
      at: "1970-01-01T00:00:00.000Z",
      none: null,
      loop: { id: "r-1" },
    });
  });
});
