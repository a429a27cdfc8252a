import "server-only";
import type { z } from "zod";
import { answerRequest, type CheckedRequest, type RouteContext } from "@/lib/server/answer-request";
import type { StreamContract } from "@/lib/server/contract";
import { AppError } from "@/lib/server/errors";

/** What a handler is given: checked, apart from the body, which it reads itself while it arrives. */
export interface StreamRouteInput<Query, Params = undefined> extends CheckedRequest<Query, Params> {
  /** `request.body` is the raw stream, `request.signal` aborts when the client goes away. */
  readonly request: Request;
}

/** What a handler answers. */
export interface StreamAnswer {
  readonly body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>;
  /** One of the contract's. */
  readonly contentType: string;
  /** Makes the browser save the answer under this name. */
  readonly fileName?: string;
  /** 200 when absent. */
  readonly status?: number;
}

/**
 * The twin of `defineRoute` for handlers that take the raw request body, answer bytes, or both. What is thrown before
 * the answer begins becomes the documented JSON error; after that the stream itself has to say what went wrong.
 */
export function defineStreamRoute<Query extends z.ZodType, Params extends z.ZodType = z.ZodUndefined>(
  contract: StreamContract<Query, Params>,
  handler: (
    input: StreamRouteInput<z.output<Query>, z.output<Params>>,
  ) => Promise<StreamAnswer> | StreamAnswer,
) {
  const handle = (request: Request, context?: RouteContext): Promise<Response> =>
    answerRequest(contract, request, context, async (checked) => {
      if (contract.bodyBytes !== undefined && request.body === null) {
        throw new AppError("invalid", `The body is empty; expected: ${contract.bodyBytes.description}`);
      }
      const answer = await handler({ ...checked, request });
      return success(contract, answer, checked.requestId);
    });
  return Object.assign(handle, { contract });
}

function success(
  contract: StreamContract<z.ZodType, z.ZodType>,
  { body, contentType, fileName, status = 200 }: StreamAnswer,
  requestId: string,
): Response {
  if (!contract.resultBytes.contentTypes.some((type) => isSameType(type, contentType))) {
    throw new Error(`${contract.path} answers ${contentType}, which its contract does not name`);
  }
  const headers = new Headers({
    "content-type": contentType,
    "x-request-id": requestId,
    "cache-control": contract.cacheControl ?? "no-store",
    // A reverse proxy that collects the answer would hold back what is meant to be seen at once.
    "x-accel-buffering": "no",
  });
  if (fileName !== undefined) headers.set("content-disposition", attachment(fileName));
  return new Response(body, { status, headers });
}

/** Whether two media types are the same, parameters such as `charset` apart. */
function isSameType(one: string, other: string): boolean {
  const bare = (type: string) => type.split(";", 1)[0]?.trim().toLowerCase();
  return bare(one) === bare(other);
}

/** @see https://www.rfc-editor.org/rfc/rfc6266 appendix D: a plain name for all, the exact one for those who read it. */
function attachment(fileName: string): string {
  const plain = fileName.replaceAll(/[^\w.() -]/g, "_");
  const exact = encodeURIComponent(fileName).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}
