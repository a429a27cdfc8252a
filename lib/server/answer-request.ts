import "server-only";
import type { z } from "zod";
import { AppError, errorBody, errorStatus, toAppError } from "@/lib/server/errors";
import { fieldProblems } from "@/lib/server/field-problems";
import { isByCookie, requestFacts, resolveViewer } from "@/lib/server/identity/resolve-viewer";
import { log } from "@/lib/server/log";
import { refuseForeignOrigin, requireOwnOrigin } from "@/lib/server/origin-guard";
import { enforceRateLimit, type RateLimit, rateLimitKey } from "@/lib/server/rate-limit";
import { cookieHeader, type Reply, type ReplyCookie } from "@/lib/server/reply";
import { type Access, authorize, type Viewer } from "@/lib/server/viewer";

/** What must be known of a route before anybody is let in. */
interface GuardedContract<Query extends z.ZodType, Params extends z.ZodType> {
  readonly path: string;
  readonly permission: Access;
  readonly params?: Params;
  readonly query?: Query;
  readonly rateLimit?: RateLimit;
  readonly isAskedByItself?: boolean;
}

/** What has been checked when a route's own work begins. */
export interface CheckedRequest<Query, Params = undefined> {
  readonly viewer: Viewer;
  readonly query: Query;
  /** What stands in the path's braces. */
  readonly params: Params;
  readonly requestId: string;
  readonly reply: Reply;
}

/** What Next hands to a route handler beside the request. */
export interface RouteContext {
  readonly params: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

/**
 * The part that all route handlers share: viewer, origin, permission, rate limit, path, query, then `answer`; every
 * error becomes the documented body.
 */
export async function answerRequest<Query extends z.ZodType, Params extends z.ZodType>(
  contract: GuardedContract<Query, Params>,
  request: Request,
  context: RouteContext | undefined,
  answer: (checked: CheckedRequest<z.output<Query>, z.output<Params>>) => Promise<Response>,
): Promise<Response> {
  const { headers } = request;
  const facts = requestFacts(headers);
  try {
    const viewer = await resolveViewer(headers, facts, { isSeen: contract.isAskedByItself !== true });
    if (isByCookie(viewer)) requireOwnOrigin(request.method, headers);
    else if (viewer.kind === "visitor") refuseForeignOrigin(request.method, headers);
    authorize(viewer, contract.permission);
    const { rateLimit } = contract;
    if (rateLimit !== undefined) await enforceRateLimit(rateLimit, rateLimitKey(rateLimit, viewer));
    const segments = (await context?.params) ?? {};
    const params = parseInput(contract.params, () => segments);
    const query = parseInput(contract.query, () => Object.fromEntries(new URL(request.url).searchParams));
    const cookies: ReplyCookie[] = [];
    const reply: Reply = { setCookie: (cookie) => void cookies.push(cookie) };
    const response = await answer({ viewer, query, params, requestId: facts.id, reply });
    for (const cookie of cookies) response.headers.append("set-cookie", cookieHeader(cookie));
    return response;
  } catch (error) {
    return failure(error, facts.id, contract.path);
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
