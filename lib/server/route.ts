import "server-only";
import { createHash } from "node:crypto";
import type { z } from "zod";
import {
  answerRequest,
  type CheckedRequest,
  parseInput,
  type RouteContext,
} from "@/lib/server/answer-request";
import type { RouteContract } from "@/lib/server/contract";
import { env } from "@/lib/server/env";
import { readJsonBody } from "@/lib/server/read-json-body";

/** What a handler is given: nothing that has not been checked. */
export interface RouteInput<Query, Body, Params = undefined> extends CheckedRequest<Query, Params> {
  readonly body: Body;
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

type Handler<Query, Body, Result, Params> = (
  input: RouteInput<Query, Body, Params>,
) => Promise<Result | RouteAnswer<Result>> | Result | RouteAnswer<Result>;

/**
 * A route handler in the fixed order viewer, permission, rate limit, parse, call, answer, with every error
 * turned into the documented body. The contract stays readable on the handler, so that a test can find
 * routes that were not built here.
 */
export function defineRoute<
  Query extends z.ZodType,
  Body extends z.ZodType,
  Result extends z.ZodType,
  Params extends z.ZodType = z.ZodUndefined,
>(
  contract: RouteContract<Query, Body, Result, Params>,
  handler: Handler<z.output<Query>, z.output<Body>, z.output<Result>, z.output<Params>>,
) {
  const handle = (request: Request, context?: RouteContext): Promise<Response> =>
    answerRequest(contract, request, context, async (checked) => {
      const rawBody =
        contract.body === undefined ? undefined : await readJsonBody(request, contract.bodyBytesMax);
      const body = parseInput(contract.body, () => rawBody);
      const answer = await handler({ ...checked, body });
      const status = answer instanceof RouteAnswer ? answer.status : 200;
      const result = answer instanceof RouteAnswer ? answer.result : answer;
      const knownTag = request.headers.get("if-none-match");
      return success(contract, result, { status, requestId: checked.requestId, knownTag });
    });
  return Object.assign(handle, { contract });
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
