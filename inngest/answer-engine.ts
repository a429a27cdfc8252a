import { serve } from "inngest/edge";
import { env } from "@/lib/server/env";
import { AppError } from "@/lib/server/errors";
import { readTextBody } from "@/lib/server/read-json-body";
import { clientFor, outsideEngine } from "./client";
import { allFunctions } from "./functions";

/** The engine sends at most four megabytes, with what it has escaped. */
const bodyBytesMax = 8 * 1024 * 1024;

/**
 * Answers the Inngest engine that the environment names, through the SDK, which demands its signature.
 *
 * @throws AppError `not_found` while the functions run in the worker: nobody outside may call them then; `unauthenticated`
 *   without a signature.
 */
export async function answerEngine(request: Request): Promise<Response> {
  const engine = outsideEngine();
  if (engine === null) throw new AppError("not_found", "There is nothing here.");
  // Before the body is read, so that nobody unknown has it read.
  if (!request.headers.has("x-inngest-signature"))
    throw new AppError("unauthenticated", "Only the Inngest engine may call this, signed.");
  const client = clientFor(engine);
  const { PUBLIC_URL } = env();
  const handler = serve({
    client,
    functions: allFunctions(client),
    enableUnauthedSync: false,
    servePath: "/api/inngest",
    ...(PUBLIC_URL === undefined ? {} : { serveOrigin: new URL(PUBLIC_URL).origin }),
  });
  const { method, url, headers } = request;
  const hasBody = method !== "GET";
  const body = hasBody ? await readTextBody(request, bodyBytesMax) : null;
  return handler(new Request(url, { method, headers: withHost(headers, url), body }));
}

/** The SDK cannot do without it. */
function withHost(headers: Headers, url: string): Headers {
  const complete = new Headers(headers);
  if (!complete.has("host")) complete.set("host", new URL(url).host);
  return complete;
}
