import { pipeline, type Readable } from "node:stream";
import { crc32, createInflateRaw } from "node:zlib";
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
    try {
      yield* unpacked(name, entry, await this.zip.openReadStreamPromise(entry, { decodeFileData: false }));
    } catch (error) {
      refuse(error);
    }
  }
}

async function* unpacked(name: string, entry: Entry, packed: Readable): AsyncGenerator<Uint8Array> {
  if (entry.compressionMethod !== 8 && entry.compressionMethod !== 0) {
    throw new SpreadsheetError("The workbook is packed in a way that is not read. Save it again.");
  }
  const inflate = entry.compressionMethod === 8 ? createInflateRaw() : null;
  // A fault of the packed bytes reaches the loop below through the inflating stream.
  if (inflate !== null) pipeline(packed, inflate, () => {});
  let bytes = 0;
  let check = 0;
  for await (const chunk of (inflate ?? packed) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    check = crc32(chunk, check);
    requireReasonable(name, bytes, inflate?.bytesWritten ?? bytes);
    yield chunk;
  }
  if (bytes !== entry.uncompressedSize || check !== entry.crc32) throw new SpreadsheetError(damaged);
}

/** By the packed bytes used so far: a bomb need not be large to begin with. */
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
