import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { env } from "@/lib/server/env";
import { AppError, errorBody, errorStatus, toAppError } from "@/lib/server/errors";
import { fieldProblems } from "@/lib/server/field-problems";
import { log } from "@/lib/server/log";
import { enforceRateLimit, type RateLimit } from "@/lib/server/rate-limit";
import { authorize, clientAddress, type Permission, type Viewer } from "@/lib/server/viewer";

/** What must be known of a route before anybody is let in. */
interface GuardedContract<Query extends z.ZodType> {
  readonly path: string;
  readonly permission: Permission;
  readonly query?: Query;
  readonly rateLimit?: RateLimit;
}

/** What has been checked when a route's own work begins. */
export interface CheckedRequest<Query> {
  readonly viewer: Viewer;
  readonly query: Query;
  readonly requestId: string;
}

/**
 * The part that all route handlers share: viewer, permission, rate limit, query, then `answer`; every error becomes
 * the documented body.
 */
export async function answerRequest<Query extends z.ZodType>(
  contract: GuardedContract<Query>,
  request: Request,
  answer: (checked: CheckedRequest<z.output<Query>>) => Promise<Response>,
): Promise<Response> {
  const requestId = randomUUID();
  try {
    const address = clientAddress(request.headers, env().TRUSTED_PROXY_COUNT);
    const viewer: Viewer = { kind: "visitor", address };
    authorize(viewer, contract.permission);
    if (contract.rateLimit !== undefined) enforceRateLimit(contract.rateLimit, address);
    const query = parseInput(contract.query, () => Object.fromEntries(new URL(request.url).searchParams));
    return await answer({ viewer, query, requestId });
  } catch (error) {
    return failure(error, requestId, contract.path);
  }
}

/** What a schema makes of an input. @throws AppError `invalid` naming every broken rule. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema | undefined,
  input: () => unknown,
): z.output<Schema> {
  // Without a schema the handler's type for it is `undefined`, and that is what it gets.
  if (schema === undefined) return undefined as z.output<Schema>;
  const value = input();
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields = fieldProblems(parsed.error, value);
  const names = fields.map((problem) => `${problem.field}: ${problem.message}`).join("; ");
  throw new AppError("invalid", `The request breaks ${fields.length} rule(s). ${names}`, { fields });
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
