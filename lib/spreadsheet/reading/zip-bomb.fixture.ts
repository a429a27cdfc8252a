import { constants, crc32, deflateRawSync } from "node:zlib";
import { workbookFiles } from "./workbook.fixture";

interface PackedPart {
  readonly name: string;
  readonly packed: Uint8Array;
  readonly unpackedBytes: number;
  readonly check: number;
}

/**
 * A workbook of which one part unpacks to `mebibytes` of spaces between `head` and `tail`. One mebibyte is packed once
 * and repeated, as blocks of a deflate stream may be.
 */
export function bombBytes(
  name: string,
  mebibytes: number,
  { head, tail }: { readonly head: string; readonly tail: string },
): Uint8Array {
  const files = workbookFiles({ sheets: [{ name: "Fleet", rows: "" }], strings: "" });
  const spaces = new Uint8Array(1024 * 1024).fill(0x20);
  const open = { level: 9, finishFlush: constants.Z_FULL_FLUSH };
  const block = deflateRawSync(spaces, open);
  const parts = Object.entries(files).map(([part, content]): PackedPart => {
    if (part === name) {
      const packed = Buffer.concat([
        deflateRawSync(head, open),
        ...Array.from({ length: mebibytes }, () => block),
        deflateRawSync(tail),
      ]);
      const unpackedBytes = head.length + mebibytes * spaces.length + tail.length;
      // Its checksum is never reached.
      return { name: part, packed, unpackedBytes, check: 0 };
    }
    return {
      name: part,
      packed: deflateRawSync(content),
      unpackedBytes: content.length,
      check: crc32(content),
    };
  });
  return zipOf(parts);
}

/** @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT 4.3.7, 4.3.12 and 4.3.16 */
function zipOf(parts: readonly PackedPart[]): Uint8Array {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, packed, unpackedBytes, check } of parts) {
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(check, 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(unpackedBytes, 18);
    fields.writeUInt16LE(name.length, 22);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), fields, end, Buffer.from(name));
    const local = [Buffer.from("PK\x03\x04", "latin1"), fields, Buffer.from(name), Buffer.from(packed)];
    pieces.push(...local);
    offset += local.reduce((sum, piece) => sum + piece.length, 0);
  }
  const central = Buffer.concat(directory);
  const last = Buffer.alloc(22);
  last.write("PK\x05\x06", "latin1");
  last.writeUInt16LE(parts.length, 8);
  last.writeUInt16LE(parts.length, 10);
  last.writeUInt32LE(central.length, 12);
  last.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...pieces, central, last]));
}
