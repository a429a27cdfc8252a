import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Mail } from "@/lib/server/mail/request-mail";
import { sendBySendGrid } from "@/lib/server/mail/send-by-sendgrid";
import { MailError } from "@/lib/server/mail/send-mail";

const apiKey = "SG.very-secret";
const key = "019a0000-0000-7000-8000-000000000001";
const mail: Mail = {
  to: "person@example.com",
  subject: "Reset your password",
  paragraphs: ["Somebody asked to reset the password of <you>."],
  action: { label: "Set a new password", url: "https://mine.example.com/reset?token=abc&x=1" },
  reason: "You have an account here.",
};

let answer: (request: IncomingMessage, response: ServerResponse) => void = () => {};
const asked: { headers: IncomingMessage["headers"]; url: string | undefined; body: unknown }[] = [];
const server = createServer(async (request, response) => {
  let text = "";
  for await (const chunk of request) text += chunk;
  asked.push({ headers: request.headers, url: request.url, body: JSON.parse(text) });
  answer(request, response);
});
let baseUrl = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  baseUrl = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
});
afterEach(() => asked.splice(0));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const send = (more: { baseUrl?: string; timeoutMs?: number; signal?: AbortSignal } = {}) =>
  sendBySendGrid({ apiKey, from: "HashInsight <mine@example.com>", baseUrl, ...more })(mail, {
    idempotencyKey: key,
    signal: more.signal ?? new AbortController().signal,
  });

const failure = async (...more: Parameters<typeof send>): Promise<MailError> => {
  const error: unknown = await send(...more).then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!(error instanceof MailError)) throw new Error(`no MailError but ${String(error)}`);
  expect(`${error.message} ${error.stack}`).not.toContain(apiKey);
  expect(error.message).not.toContain("token=abc");
  return error;
};

const answers = (status: number, body: unknown, headers: Record<string, string> = {}) => {
  answer = (_request, response) =>
    response.writeHead(status, headers).end(body === "" ? "" : JSON.stringify(body));
};

describe("SendGrid", () => {
  it("202 means taken, and names the mail", async () => {
    answers(202, "", { "x-message-id": "14c5d75ce93.dfd.64b469" });
    expect(await send()).toEqual({ providerId: "14c5d75ce93.dfd.64b469" });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({
      url: "/v3/mail/send",
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      body: {
        personalizations: [{ to: [{ email: "person@example.com" }], custom_args: { event_id: key } }],
        from: { email: "mine@example.com", name: "HashInsight" },
        subject: "Reset your password",
        content: [{ type: "text/plain" }, { type: "text/html" }],
        tracking_settings: { click_tracking: { enable: false, enable_text: false } },
      },
    });
  });

  it("401 did not send, says so in SendGrid's words, and is tried again once the key is mended", async () => {
    const errors = [
      { message: "The provided authorization grant is invalid, expired, or revoked", field: null },
    ];
    answers(401, { errors });
    const error = await failure();
    expect(error).toMatchObject({ outcome: "not_sent", isRetryable: true });
    expect(error.message).toBe(`SendGrid answered 401: ${errors[0]?.message}`);
  });

  it("400 did not send, and trying again cannot help", async () => {
    answers(400, { errors: [{ message: "Does not contain a valid address.", field: "from.email" }] });
    expect(await failure()).toMatchObject({ outcome: "not_sent", isRetryable: false });
  });

  it("429 did not send and says when to come back, in either of its headers", async () => {
    answers(429, { errors: [{ message: "too many requests" }] }, { "retry-after": "120" });
    const before = Date.now();
    const { retryAtMs = 0, outcome } = await failure();
    expect(outcome).toBe("not_sent");
    expect(retryAtMs - before).toBeGreaterThanOrEqual(120_000);
    expect(retryAtMs - Date.now()).toBeLessThanOrEqual(120_000);
    const resetAt = Math.floor(Date.now() / 1000) + 300;
    answers(429, { errors: [] }, { "x-ratelimit-reset": String(resetAt) });
    expect((await failure()).retryAtMs).toBe(resetAt * 1000);
  });

  it("behind a 5xx nobody knows whether it was sent", async () => {
    answer = (_request, response) => response.writeHead(503).end("<html>upstream unavailable</html>");
    expect(await failure()).toMatchObject({
      outcome: "unknown",
      isRetryable: true,
      message: "SendGrid answered 503",
    });
  });

  it("a hang is cut off, and then nobody knows", async () => {
    answer = () => {};
    expect(await failure({ timeoutMs: 200 })).toMatchObject({ outcome: "unknown", isRetryable: true });
  });

  it("a connection that breaks after the request leaves it unknown; one that never stood does not", async () => {
    answer = (request) => request.socket.destroy();
    expect(await failure()).toMatchObject({ outcome: "unknown", isRetryable: true });
    expect(await failure({ baseUrl: "http://127.0.0.1:1" })).toMatchObject({
      outcome: "not_sent",
      isRetryable: true,
    });
  });

  it("an answer without end is not read to its end", async () => {
    answer = (_request, response) => response.writeHead(202).end("x".repeat(100_000));
    expect(await failure()).toMatchObject({ outcome: "unknown" });
  });

  it("a worker that stops cuts the call off", async () => {
    answer = () => stopping.abort();
    const stopping = new AbortController();
    expect(await failure({ signal: stopping.signal })).toMatchObject({
      outcome: "unknown",
      isRetryable: true,
    });
  });
});
