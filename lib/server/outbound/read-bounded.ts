import type { IncomingMessage } from "node:http";

/** The body is larger than allowed. */
export class BodyTooLargeError extends Error {
  override readonly name = "BodyTooLargeError";
}

/** A body up to `bytesMax`, given up at the first byte beyond. @throws BodyTooLargeError */
export async function readBounded(incoming: IncomingMessage, bytesMax: number): Promise<Buffer> {
  const tooLarge = () => new BodyTooLargeError(`body is larger than ${bytesMax} bytes`);
  if (Number(incoming.headers["content-length"] ?? 0) > bytesMax) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError("body chunk is not a buffer");
    bytes += chunk.length;
    if (bytes > bytesMax) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
