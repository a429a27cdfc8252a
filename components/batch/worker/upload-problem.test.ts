import { describe, expect, it } from "vitest";
import { statusProblem, waitSeconds } from "./upload-problem";

const nowMs = Date.parse("2026-11-24T12:00:00.000Z");

describe("waitSeconds", () => {
  it("reads seconds and dates, and nothing from nothing", () => {
    expect(waitSeconds("7", nowMs)).toBe(7);
    expect(waitSeconds("Tue, 24 Nov 2026 12:00:30 GMT", nowMs)).toBe(30);
    expect(waitSeconds("Tue, 24 Nov 2026 11:00:00 GMT", nowMs)).toBe(0);
    expect(waitSeconds("soon", nowMs)).toBeNull();
    expect(waitSeconds(null, nowMs)).toBeNull();
  });
});

describe("statusProblem", () => {
  const answer = (status: number, body: unknown = null, retryAfter: string | null = null) =>
    statusProblem({ status, body, retryAfter, requestId: "header-id" }, nowMs);

  it("says when to come back to a server that is busy", () => {
    expect(answer(503, null, "7")).toMatchObject({ kind: "busy", retryAtMs: nowMs + 7000 });
    expect(answer(429)).toMatchObject({ kind: "busy", retryAtMs: nowMs + 10_000 });
  });

  it("hands on what the server says about a file, with the id to quote", () => {
    const body = { error: { code: "invalid", message: "It is a PDF.", requestId: "body-id" } };
    expect(answer(400, body)).toMatchObject({ kind: "file", meaning: "It is a PDF.", requestId: "body-id" });
    expect(answer(413, "<html>")).toMatchObject({
      kind: "file",
      meaning: "The server refused it with status 413.",
      requestId: "header-id",
    });
  });

  it("takes the blame for the rest", () => {
    expect(answer(500)).toMatchObject({ kind: "server", retryAtMs: null });
  });
});
