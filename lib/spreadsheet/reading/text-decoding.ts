import { concatBytes } from "./concat-bytes";
import { SpreadsheetError } from "./spreadsheet-error";

const sampleBytes = 4096;

/** Text of a file whose encoding nobody stated. */
export interface DecodedText {
  /** Settled once the first letter that is not ASCII was seen; "utf-8" until then. */
  readonly encoding: () => string;
  readonly chunks: AsyncIterable<string>;
}

/**
 * Decodes as the bytes arrive: UTF-8 and UTF-16 by mark or by pattern, otherwise whatever the first letters beyond
 * ASCII turn out to be: UTF-8, GB18030 (Excel in Chinese) or Windows-1252 (Excel in the west of Europe).
 *
 * @throws SpreadsheetError where bytes do not fit the encoding
 */
export function decodeText(bytes: AsyncIterable<Uint8Array>): DecodedText {
  let encoding = "utf-8";
  const decode = async function* (): AsyncGenerator<string> {
    let decoder: TextDecoder | null = null;
    let isFirst = true;
    let undecided = new Uint8Array(0);
    for await (const chunk of bytes) {
      let rest = chunk;
      if (isFirst && chunk.length > 0) {
        isFirst = false;
        const marked = encodingByMark(chunk);
        if (marked !== null) {
          encoding = marked;
          decoder = strict(marked);
        }
      }
      if (decoder === null) {
        rest = undecided.length === 0 ? rest : concatBytes([undecided, rest]);
        const start = firstBeyondAscii(rest);
        if (undecided.length === 0 && start > 0) yield ascii.decode(rest.subarray(0, start));
        undecided = rest.slice(start);
        if (undecided.length < sampleBytes) continue;
        encoding = encodingOfLetters(undecided);
        decoder = strict(encoding);
        rest = undecided;
      }
      yield decodeStrictly(decoder, rest, true);
    }
    if (decoder === null && undecided.length > 0) {
      encoding = encodingOfLetters(undecided);
      yield decodeStrictly(strict(encoding), undecided, false);
    } else if (decoder !== null) yield decodeStrictly(decoder, new Uint8Array(0), false);
  };
  return { encoding: () => encoding, chunks: decode() };
}

const ascii = new TextDecoder("utf-8");
const strict = (encoding: string) => new TextDecoder(encoding, { fatal: true });

function decodeStrictly(decoder: TextDecoder, bytes: Uint8Array, stream: boolean): string {
  try {
    return decoder.decode(bytes, { stream });
  } catch (cause) {
    const message = `The file holds bytes that are not ${decoder.encoding.toUpperCase()}, as its beginning is. Save it as "CSV UTF-8".`;
    throw new SpreadsheetError(message, { cause });
  }
}

/** By byte order mark, or for UTF-16 without one by the zero in every other byte. */
function encodingByMark(start: Uint8Array): string | null {
  const [first, second, third] = start;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const pairs = Math.floor(Math.min(start.length, sampleBytes) / 2);
  let evenZeros = 0;
  let oddZeros = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (start[2 * pair] === 0) evenZeros += 1;
    if (start[2 * pair + 1] === 0) oddZeros += 1;
  }
  if (oddZeros > pairs * 0.3 && evenZeros < pairs * 0.05) return "utf-16le";
  if (evenZeros > pairs * 0.3 && oddZeros < pairs * 0.05) return "utf-16be";
  return null;
}

function firstBeyondAscii(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at += 1) if ((bytes[at] ?? 0) > 0x7f) return at;
  return bytes.length;
}

function encodingOfLetters(sample: Uint8Array): string {
  if (fits("utf-8", sample)) return "utf-8";
  // Chinese letters are two bytes beyond ASCII side by side; single ones between plain letters are western accents.
  if (standsAlone(sample)) return "windows-1252";
  if (fits("gb18030", sample)) return "gb18030";
  throw new SpreadsheetError(
    'The text of the file is neither UTF-8, UTF-16 nor GB18030. Save it as "CSV UTF-8" and send it again.',
  );
}

/** Whether the sample can be decoded; a letter cut at its end is no fault. */
function fits(encoding: string, sample: Uint8Array): boolean {
  try {
    strict(encoding).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function standsAlone(sample: Uint8Array): boolean {
  for (let at = 1; at < sample.length; at += 1) {
    if ((sample[at - 1] ?? 0) > 0x7f && (sample[at] ?? 0) > 0x7f) return false;
  }
  return true;
}
