import { type IncomingHttpHeaders, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { readBounded } from "@/lib/server/outbound/read-bounded";

interface HttpRequest {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Ends the exchange wherever it is, the body included. */
  readonly signal: AbortSignal;
  /** Most bytes of body that are read; the connection is cut at the first one beyond. */
  readonly bytesMax: number;
}

interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/**
 * One HTTP exchange, without following redirects, decompressing, or reading beyond `bytesMax`.
 *
 * On node:http instead of `fetch`, because Next wraps `fetch` with a cache of its own and turns a page that
 * uses it into a dynamic one.
 *
 * @throws BodyTooLargeError, the signal's reason, or the socket's error.
 */
export function exchange(request: HttpRequest): Promise<HttpAnswer> {
  const { url, method, headers, body, signal, bytesMax } = request;
  const open = url.startsWith("https:") ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(signal.aborted ? signal.reason : error);
    const outgoing = open(url, { method, headers: { "accept-encoding": "identity", ...headers }, signal });
    outgoing.on("error", fail);
    outgoing.on("response", (incoming) => {
      readBounded(incoming, bytesMax).then(
        (bytes) => {
          const text = bytes.toString("utf8");
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text });
        },
        (error: unknown) => {
          outgoing.destroy();
          fail(error);
        },
      );
    });
    outgoing.end(body);
  });
}
