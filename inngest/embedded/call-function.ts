import { z } from "zod";
import type { JsonValue } from "@/lib/domain/audit/json-value";
import type { Handler } from "./engine-event";
import type { Answer, ClaimedJob, Failure, Op, Outcome } from "./job";
import { signedRequest } from "./sign-call";

const failureSchema = z.object({
  name: z.string().default("Error"),
  message: z.string().default(""),
  stack: z.string().optional(),
});
const opSchema = z.object({
  id: z.string(),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  data: z.json().optional(),
  error: failureSchema.nullish(),
  opts: z.record(z.string(), z.json()).nullish(),
});

/** Calls a function for a job and reads the answer. Never throws: what goes wrong is an answer, too. */
export async function callFunction(handler: Handler, job: ClaimedJob, timeoutMs: number): Promise<Answer> {
  const call = handler(requestFor(job)).then(async (response) => ({ response, text: await response.text() }));
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), timeoutMs);
  });
  try {
    const answered = await Promise.race([call, tooLate]);
    if (answered === null) return again(failureOf("TimeoutError", `no end within ${timeoutMs} ms`));
    const { response, text } = answered;
    const version = response.headers.get("x-inngest-req-version");
    return {
      ...read(response.status, response.headers, text),
      reqVersion: version === null ? null : Number(version),
    };
  } catch (error) {
    return again(asFailure(error));
  } finally {
    clearTimeout(timer);
    // What comes after the time is up belongs to nobody.
    call.catch(() => {});
  }
}

function requestFor(job: ClaimedJob): Request {
  const { run, runId, fnId, attempt, maxAttempts } = job;
  const { id, name, data, ts } = run.event;
  const event = { id, name, data, ts, user: {} };
  return signedRequest({
    method: "POST",
    query: { fnId, stepId: job.kind === "step" && job.stepHash !== null ? job.stepHash : "step" },
    headers: { "x-run-id": runId, "x-request-id": job.token },
    body: {
      version: run.reqVersion,
      event,
      events: [event],
      steps: run.memos,
      defers: {},
      use_api: false,
      // No fn_id: the SDK would report its progress to a server of its own.
      ctx: {
        run_id: runId,
        attempt,
        max_attempts: maxAttempts,
        disable_immediate_execution: run.forcePlan,
        use_api: false,
        stack: { stack: run.stack, current: run.stack.length },
      },
    },
  });
}

function read(status: number, headers: Headers, text: string): Outcome {
  // Something else answered, or the signature was refused: the function never ran.
  if (!headers.has("x-inngest-sdk")) return misconfigured(status, text);
  const body = parseJson(text);
  const noRetry = headers.get("x-inngest-no-retry");
  const retryAfter = headers.get("retry-after");
  if (status === 200) return { kind: "completed", output: body };
  if (status === 206) return { kind: "ops", ops: readOps(body), retryAfter };
  if (noRetry === "true") return { kind: "failed", failure: asFailure(body) };
  if (noRetry !== "false") return misconfigured(status, text);
  if (typeof body === "object" && body !== null && "requestedStep" in body) return { kind: "stale" };
  return { kind: "retry", failure: asFailure(body), retryAfter };
}

function readOps(body: JsonValue): readonly Op[] {
  return z
    .array(opSchema)
    .parse(Array.isArray(body) ? body : [body])
    .map(({ id, op, name, displayName, data, error, opts }) => ({
      id,
      op,
      name: name ?? "",
      displayName: displayName ?? name ?? "",
      data: data ?? null,
      error: error ?? null,
      opts: opts ?? {},
    }));
}

/** Answers are JSON, apart from those that are nothing: `undefined` is `null`. */
function parseJson(text: string): JsonValue {
  return text === "" ? null : JSON.parse(text);
}

const again = (failure: Failure): Answer => ({ kind: "retry", failure, retryAfter: null, reqVersion: null });

function misconfigured(status: number, text: string): Outcome {
  const said = text.slice(0, 500);
  return {
    kind: "misconfigured",
    failure: failureOf("CallRefusedError", `the handler answered ${status}: ${said}`),
  };
}

const failureOf = (name: string, message: string): Failure => ({ name, message });

function asFailure(value: unknown): Failure {
  if (value instanceof Error) return { name: value.name, message: value.message, stack: value.stack };
  const parsed = failureSchema.safeParse(value);
  return parsed.success ? parsed.data : failureOf("Error", JSON.stringify(value));
}
