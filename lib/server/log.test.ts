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
    const text = written({ password: "hunter2", request: { authorization: "Bearer abc" } });
    expect(text).not.toMatch(/hunter2|abc/);
  });
});
