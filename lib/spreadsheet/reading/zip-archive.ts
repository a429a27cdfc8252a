import type { Readable } from "node:stream";
import { type Entry, fromBufferPromise, type ZipFile } from "yauzl";
import { readingLimits } from "./reading-limits";
import { SpreadsheetError } from "./spreadsheet-error";

const damaged = "The file begins like a workbook but is damaged or cut off. Save it again and send it whole.";

/** The parts of a ZIP archive in memory, none of them unpacked before it is asked for. */
export class ZipArchive {
  private readonly zip: ZipFile;
  private readonly entries: ReadonlyMap<string, Entry>;

  private constructor(zip: ZipFile, entries: ReadonlyMap<string, Entry>) {
    this.zip = zip;
    this.entries = entries;
  }

  /** @throws SpreadsheetError for an archive that is damaged, encrypted, or built to deceive */
  static async open(bytes: Uint8Array): Promise<ZipArchive> {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const zip = await fromBufferPromise(buffer, { lazyEntries: true, autoClose: false }).catch(refuse);
    if (zip.entryCount > readingLimits.zipEntries) {
      throw new SpreadsheetError(
        `The archive has ${zip.entryCount} parts; a workbook has at most ${readingLimits.zipEntries}.`,
      );
    }
    const entries = new Map<string, Entry>();
    try {
      for await (const entry of zip.eachEntry()) {
        if (entries.has(entry.fileName)) {
          throw new SpreadsheetError(`The archive holds "${shown(entry.fileName)}" twice. ${damaged}`);
        }
        entries.set(entry.fileName, entry);
      }
    } catch (error) {
      refuse(error);
    }
    requireApart([...entries.values()]);
    return new ZipArchive(zip, entries);
  }

  /** Names of all parts, in the archive's order. */
  get names(): readonly string[] {
    return [...this.entries.keys()];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  /**
   * The unpacked bytes of a part, counted while they come: what the archive says of their number proves nothing.
   *
   * @throws SpreadsheetError when there are too many, or they do not unpack
   */
  async *read(name: string): AsyncGenerator<Uint8Array> {
    const entry = this.entries.get(name);
    if (entry === undefined)
      throw new SpreadsheetError(`The workbook lacks its part "${shown(name)}". ${damaged}`);
    if (entry.isEncrypted()) {
      throw new SpreadsheetError("The workbook is encrypted. Save it without a password.");
    }
    let unpacked = 0;
    try {
      const stream: Readable = await this.zip.openReadStreamPromise(entry);
      for await (const chunk of stream as AsyncIterable<Uint8Array>) {
        unpacked += chunk.length;
        requireReasonable(name, unpacked, entry.compressedSize);
        yield chunk;
      }
    } catch (error) {
      refuse(error);
    }
  }
}

function requireReasonable(name: string, unpacked: number, packed: number): void {
  const isTooDense =
    unpacked > readingLimits.unpackFreeBytes && unpacked > packed * readingLimits.unpackRatio;
  if (!isTooDense && unpacked <= readingLimits.partBytes) return;
  const limit = isTooDense
    ? `more than ${readingLimits.unpackRatio} times its size`
    : `more than ${readingLimits.partBytes / 1024 / 1024} MiB`;
  throw new SpreadsheetError(
    `"${shown(name)}" in the workbook unpacks to ${limit}, as only files do that are made to do harm. Save the table as CSV and send that.`,
  );
}

/** Parts that share bytes are how a small archive unpacks to a huge one without a high ratio. */
function requireApart(entries: readonly Entry[]): void {
  const spans = entries
    .map((entry) => {
      const from = entry.relativeOffsetOfLocalHeader;
      return { from, to: from + 30 + entry.fileNameLength + entry.compressedSize };
    })
    .sort((one, other) => one.from - other.from);
  let end = 0;
  for (const { from, to } of spans) {
    if (from < end) throw new SpreadsheetError(`Parts of the archive overlap. ${damaged}`);
    end = to;
  }
}

function refuse(error: unknown): never {
  if (error instanceof SpreadsheetError) throw error;
  // Whatever yauzl and zlib find is a fault of the file, not ours.
  throw new SpreadsheetError(damaged, { cause: error });
}

function shown(name: string): string {
  return name.length <= 100 ? name : `${name.slice(0, 99)}…`;
}
