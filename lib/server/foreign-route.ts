import "server-only";
import type { z } from "zod";
import { answerRequest, type CheckedRequest, type RouteContext } from "@/lib/server/answer-request";
import type { StreamContract } from "@/lib/server/contract";

/** What the handler is given: checked, apart from the body, which the library behind it reads. */
export interface ForeignRouteInput<Query, Params = undefined> extends CheckedRequest<Query, Params> {
  readonly request: Request;
}

/**
 * The third kind of route, for a library that makes whole answers itself: viewer, origin, permission, rate limit and
 * parameters are checked as everywhere, and the response is the library's. What is thrown becomes the documented error.
 */
export function defineForeignRoute<Query extends z.ZodType, Params extends z.ZodType = z.ZodUndefined>(
  contract: StreamContract<Query, Params>,
  handler: (input: ForeignRouteInput<z.output<Query>, z.output<Params>>) => Promise<Response>,
) {
  const handle = (request: Request, context?: RouteContext): Promise<Response> =>
    answerRequest(contract, request, context, async (checked) => {
      const response = await handler({ ...checked, request });
      response.headers.set("x-request-id", checked.requestId);
      if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
      return response;
    });
  return Object.assign(handle, { contract });
}
