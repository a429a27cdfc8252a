import { crc32 } from "./crc32";

/** One file of the archive; its bytes are asked for when its turn comes. */
export interface ZipPart {
  readonly path: string;
  readonly bytes: AsyncIterable<Uint8Array<ArrayBuffer>>;
}

interface Entry {
  readonly path: Uint8Array<ArrayBuffer>;
  readonly crc: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly offset: number;
}

/** Beyond this an archive needs ZIP64, which no workbook of a million rows comes near. */
const FIELD_MAX = 0xff_ff_ff_ff;
const VERSION = 20;
const UTF8_NAMES = 0x08_00;
const DEFLATED = 8;
/** 1980-01-01: the same workbook is the same bytes. */
const DOS_DATE = 0x00_21;

/**
 * A ZIP archive, part by part. A part is held packed until it is whole, so that its sizes stand in front of it, where
 * readers that read from the front expect them.
 *
 * @throws {RangeError} when the archive or a part passes 4 GiB.
 */
export async function* writeZip(parts: Iterable<ZipPart>): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const entries: Entry[] = [];
  let offset = 0;
  for (const part of parts) {
    const packed = await deflate(part.bytes);
    const path = new TextEncoder().encode(part.path);
    const entry = {
      path,
      crc: packed.crc,
      packedBytes: packed.bytes,
      unpackedBytes: packed.unpackedBytes,
      offset,
    };
    entries.push(entry);
    const header = localHeader(entry);
    yield header;
    yield* packed.chunks;
    offset += header.length + packed.bytes;
    if (offset > FIELD_MAX || packed.unpackedBytes > FIELD_MAX) throw new RangeError("The file passes 4 GiB");
  }
  const directory = entries.map(directoryHeader);
  yield* directory;
  yield endRecord(
    entries.length,
    directory.reduce((sum, { length }) => sum + length, 0),
    offset,
  );
}

interface Packed {
  readonly chunks: readonly Uint8Array<ArrayBuffer>[];
  readonly bytes: number;
  readonly unpackedBytes: number;
  readonly crc: number;
}

async function deflate(source: AsyncIterable<Uint8Array<ArrayBuffer>>): Promise<Packed> {
  const { readable, writable } = new CompressionStream("deflate-raw");
  const writer = writable.getWriter();
  const collected = collect(readable);
  let crc = 0;
  let unpackedBytes = 0;
  try {
    for await (const bytes of source) {
      crc = crc32(bytes, crc);
      unpackedBytes += bytes.length;
      await writer.write(bytes);
    }
    await writer.close();
  } catch (error) {
    // The reader ends with the same error; it is told once.
    collected.catch(() => undefined);
    await writer.abort(error);
    throw error;
  }
  const chunks = await collected;
  return { chunks, bytes: chunks.reduce((sum, { length }) => sum + length, 0), unpackedBytes, crc };
}

async function collect(
  readable: ReadableStream<Uint8Array<ArrayBuffer>>,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const reader = readable.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return chunks;
    chunks.push(value);
  }
}

/** @see PKWARE APPNOTE 4.3.7 */
function localHeader(entry: Entry): Uint8Array<ArrayBuffer> {
  return record(30, entry.path, (view) => {
    view.setUint32(0, 0x04_03_4b_50, true);
    writeCommon(view, 4, entry);
  });
}

/** @see PKWARE APPNOTE 4.3.12 */
function directoryHeader(entry: Entry): Uint8Array<ArrayBuffer> {
  return record(46, entry.path, (view) => {
    view.setUint32(0, 0x02_01_4b_50, true);
    view.setUint16(4, VERSION, true);
    writeCommon(view, 6, entry);
    view.setUint32(42, entry.offset, true);
  });
}

function writeCommon(view: DataView, at: number, entry: Entry): void {
  view.setUint16(at, VERSION, true);
  view.setUint16(at + 2, UTF8_NAMES, true);
  view.setUint16(at + 4, DEFLATED, true);
  view.setUint16(at + 8, DOS_DATE, true);
  view.setUint32(at + 10, entry.crc, true);
  view.setUint32(at + 14, entry.packedBytes, true);
  view.setUint32(at + 18, entry.unpackedBytes, true);
  view.setUint16(at + 22, entry.path.length, true);
}

/** @see PKWARE APPNOTE 4.3.16 */
function endRecord(count: number, directoryBytes: number, offset: number): Uint8Array<ArrayBuffer> {
  return record(22, new Uint8Array(), (view) => {
    view.setUint32(0, 0x06_05_4b_50, true);
    view.setUint16(8, count, true);
    view.setUint16(10, count, true);
    view.setUint32(12, directoryBytes, true);
    view.setUint32(16, offset, true);
  });
}

function record(
  bytes: number,
  path: Uint8Array<ArrayBuffer>,
  write: (view: DataView) => void,
): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(bytes + path.length);
  write(new DataView(all.buffer));
  all.set(path, bytes);
  return all;
}
