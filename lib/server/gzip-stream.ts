import { Duplex } from "node:stream";
import { constants, createGzip } from "node:zlib";

/** Whether a client that sent this `Accept-Encoding` takes gzip. */
export function takesGzip(acceptEncoding: string | null): boolean {
  return (acceptEncoding ?? "").split(",").some((entry) => {
    const [name, ...parameters] = entry.split(";").map((part) => part.trim().toLowerCase());
    return name === "gzip" && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

/**
 * The stream in gzip, each piece whole when it leaves, so that nothing meant to be seen at once waits for more.
 * zlib works on threads of its own; the fastest level, because the web thread's clients wait for it.
 */
export function gzipStream(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  const gzip = createGzip({ level: constants.Z_BEST_SPEED, flush: constants.Z_SYNC_FLUSH });
  // Node's own types of web streams differ from the standard ones in name only.
  return stream.pipeThrough(Duplex.toWeb(gzip) as ReadableWritablePair<Uint8Array, Uint8Array>);
}
