import { AppError } from "@/lib/server/errors";

const bodyBytesUsual = 1_048_576;
/** Far more than any contract has; beyond some thousands whoever walks through a value runs out of stack. */
const depthMax = 32;

const [quote, backslash] = [0x22, 0x5c];
const [openBracket, closeBracket, openBrace, closeBrace] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * The parsed JSON body of a request, read as a stream and given up at `bodyBytesMax`.
 *
 * @param bodyBytesMax one megabyte when absent.
 * @throws AppError `invalid` when the content type is not JSON, the body too large, nested more than
 *   32 deep, or not JSON.
 */
export async function readJsonBody(request: Request, bodyBytesMax = bodyBytesUsual): Promise<unknown> {
  const contentType = request.headers.get("content-type") ?? "none";
  if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(contentType)) {
    throw new AppError(
      "invalid",
      `The body must be sent as application/json, got ${contentType.slice(0, 100)}.`,
    );
  }
  const text = await readTextBody(request, bodyBytesMax);
  if (isDeeperThan(depthMax, text)) {
    throw new AppError("invalid", `The body is nested more than ${depthMax} deep.`);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError(
      "invalid",
      `The body is not JSON: ${cause instanceof Error ? cause.message : "cannot be parsed"}`,
      {
        cause,
      },
    );
  }
}

/** The body of a request as text, given up at `bodyBytesMax`. @throws AppError `invalid` when it is larger, or missing. */
export async function readTextBody(request: Request, bodyBytesMax = bodyBytesUsual): Promise<string> {
  const tooLarge = () => new AppError("invalid", `The body is larger than ${bodyBytesMax} bytes.`);
  if (Number(request.headers.get("content-length") ?? 0) > bodyBytesMax) throw tooLarge();
  if (request.body === null) throw new AppError("invalid", "The body is empty.");
  const reader = request.body.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString("utf8");
    bytes += value.byteLength;
    if (bytes > bodyBytesMax) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(value);
  }
}

/** Whether brackets and braces outside of strings are open beyond a depth; the text need not be JSON. */
function isDeeperThan(limit: number, text: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let place = 0; place < text.length; place += 1) {
    const sign = text.charCodeAt(place);
    if (isInString) {
      if (sign === backslash) place += 1;
      else if (sign === quote) isInString = false;
    } else if (sign === quote) isInString = true;
    else if (sign === openBracket || sign === openBrace) {
      depth += 1;
      if (depth > limit) return true;
    } else if (sign === closeBracket || sign === closeBrace) depth -= 1;
  }
  return false;
}
