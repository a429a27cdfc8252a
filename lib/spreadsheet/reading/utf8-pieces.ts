import { concatBytes } from "./concat-bytes";

/**
 * Decodes UTF-8 piece by piece, strictly. Whole pieces up to a letter's end go through the decoder's fast path: its own
 * streaming is several times slower and makes strings of twice the size.
 */
export class Utf8Pieces {
  private readonly decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  private cut: Uint8Array = new Uint8Array(0);
  private isStart = true;

  /** @throws TypeError for bytes that are not UTF-8 */
  decode(bytes: Uint8Array): string {
    const whole = this.cut.length === 0 ? bytes : concatBytes([this.cut, bytes]);
    const end = lettersEnd(whole);
    this.cut = whole.slice(end);
    return this.withoutMark(this.decoder.decode(whole.subarray(0, end)));
  }

  /** @throws TypeError when the text ends within a letter */
  finish(): string {
    return this.withoutMark(this.decoder.decode(this.cut));
  }

  private withoutMark(text: string): string {
    if (!this.isStart || text === "") return text;
    this.isStart = false;
    return text.startsWith("\ufeff") ? text.slice(1) : text;
  }
}

/** Where the last letter that is whole ends; what follows is at most three bytes. */
function lettersEnd(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte < 0xc0) continue;
    const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return needed > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
