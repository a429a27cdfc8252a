import { type IncomingHttpHeaders, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { readBounded } from "@/lib/server/outbound/read-bounded";

/** One exchange with one address. */
export interface PinnedRequest {
  readonly url: URL;
  /** The only address that is connected to, whatever a resolver says now. */
  readonly address: string;
  readonly family: 4 | 6;
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal: AbortSignal;
  readonly bytesMax: number;
}

export interface PinnedAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/**
 * One HTTP exchange with a pinned address: the name still stands in the Host header and is what the certificate must be
 * for. Connections are not kept, so that none to another address is taken up again. Follows no redirect.
 *
 * @throws BodyTooLargeError, the signal's reason, or the socket's error.
 */
export function exchangePinned(request: PinnedRequest): Promise<PinnedAnswer> {
  const { url, address, family, method, headers, body, signal, bytesMax } = request;
  const lookup: LookupFunction = (_hostname, options, answer) => {
    if (options.all === true) answer(null, [{ address, family }]);
    else answer(null, address, family);
  };
  const open = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(signal.aborted ? signal.reason : error);
    const outgoing = open(url, {
      method,
      headers: { "accept-encoding": "identity", ...headers },
      signal,
      lookup,
      agent: false,
    });
    outgoing.on("error", fail);
    outgoing.on("response", (incoming) => {
      readBounded(incoming, bytesMax).then(
        (read) => resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: read }),
        (error: unknown) => {
          outgoing.destroy();
          fail(error);
        },
      );
    });
    outgoing.end(body);
  });
}
