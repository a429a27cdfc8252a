import "server-only";
import { createHash, randomUUID } from "node:crypto";
import type { z } from "zod";
import type { RouteContract } from "@/lib/server/contract";
import { env } from "@/lib/server/env";
import { AppError, errorBody, errorStatus, toAppError } from "@/lib/server/errors";
import { fieldProblems } from "@/lib/server/field-problems";
import { log } from "@/lib/server/log";
import { enforceRateLimit } from "@/lib/server/rate-limit";
import { readJsonBody } from "@/lib/server/read-json-body";
import { authorize, clientAddress, type Viewer } from "@/lib/server/viewer";

/** What a handler is given: nothing that has not been checked. */
export interface RouteInput<Query, Body> {
  readonly viewer: Viewer;
  readonly query: Query;
  readonly body: Body;
  readonly requestId: string;
}

/** A result that needs another status than 200. */
export class RouteAnswer<Result> {
  readonly status: number;
  readonly result: Result;
  constructor(status: number, result: Result) {
    this.status = status;
    this.result = result;
  }
}

type Handler<Query, Body, Result> = (
  input: RouteInput<Query, Body>,
) => Promise<Result | RouteAnswer<Result>> | Result | RouteAnswer<Result>;

/**
 * A route handler in the fixed order viewer, permission, rate limit, parse, call, answer, with every error
 * turned into the documented body. The contract stays readable on the handler, so that a test can find
 * routes that were not built here.
 */
export function defineRoute<Query extends z.ZodType, Body extends z.ZodType, Result extends z.ZodType>(
  contract: RouteContract<Query, Body, Result>,
  handler: Handler<z.output<Query>, z.output<Body>, z.output<Result>>,
) {
  const handle = async (request: Request): Promise<Response> => {
    const requestId = randomUUID();
    try {
      const address = clientAddress(request.headers, env().TRUSTED_PROXY_COUNT);
      const viewer: Viewer = { kind: "visitor", address };
      authorize(viewer, contract.permission);
      if (contract.rateLimit !== undefined) enforceRateLimit(contract.rateLimit, address);
      const query = parse(contract.query, () => Object.fromEntries(new URL(request.url).searchParams));
      const rawBody = contract.body === undefined ? undefined : await readJsonBody(request);
      const body = parse(contract.body, () => rawBody);
      const answer = await handler({ viewer, query, body, requestId });
      const status = answer instanceof RouteAnswer ? answer.status : 200;
      const result = answer instanceof RouteAnswer ? answer.result : answer;
      return success(contract, result, { status, requestId, knownTag: request.headers.get("if-none-match") });
    } catch (error) {
      return failure(error, requestId, contract.path);
    }
  };
  return Object.assign(handle, { contract });
}

function parse<Schema extends z.ZodType>(schema: Schema | undefined, input: () => unknown): z.output<Schema> {
  // Without a schema the handler's type for it is `undefined`, and that is what it gets.
  if (schema === undefined) return undefined as z.output<Schema>;
  const value = input();
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = fieldProblems(parsed.error, value);
  const names = fields.map((problem) => `${problem.field}: ${problem.message}`).join("; ");
  throw new AppError("invalid", `The request breaks ${fields.length} rule(s). ${names}`, { fields });
}

function success(
  contract: { readonly result: z.ZodType; readonly cacheControl?: string },
  result: unknown,
  answer: { readonly status: number; readonly requestId: string; readonly knownTag: string | null },
): Response {
  // In production the types vouch for the shape; elsewhere a drift from the document fails loudly.
  const body = JSON.stringify(env().NODE_ENV === "production" ? result : contract.result.parse(result));
  const headers = new Headers({
    "content-type": "application/json",
    "x-request-id": answer.requestId,
    "cache-control": contract.cacheControl ?? "no-store",
  });
  if (contract.cacheControl !== undefined) {
    const tag = `W/"${createHash("sha256").update(body).digest("base64url")}"`;
    headers.set("etag", tag);
    if (answer.knownTag === tag) return new Response(null, { status: 304, headers });
  }
  return new Response(body, { status: answer.status, headers });
}

function failure(error: unknown, requestId: string, path: string): Response {
  const known = toAppError(error);
  if (known === null) log.error({ err: error, requestId, path }, "request failed");
  const headers = new Headers({ "x-request-id": requestId, "cache-control": "no-store" });
  if (known?.retryAfterSeconds !== undefined) headers.set("retry-after", String(known.retryAfterSeconds));
  return Response.json(errorBody(known, requestId), {
    status: errorStatus[known?.code ?? "internal"],
    headers,
  });
}
