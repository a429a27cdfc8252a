import { SpreadsheetError } from "./spreadsheet-error";

/** As many bytes of a file's beginning as tell what it is. */
export const kindBytes = 512;

const foreign: readonly { readonly magic: readonly number[]; readonly message: string }[] = [
  {
    magic: [0xd0, 0xcf, 0x11, 0xe0],
    message:
      "This is a workbook of the old kind (.xls), or one with a password. Save it as .xlsx without a password, or as CSV.",
  },
  { magic: [0x25, 0x50, 0x44, 0x46], message: "This is a PDF. Send the table as .xlsx or CSV." },
  { magic: [0x1f, 0x8b], message: "This is a file packed with gzip. Unpack it and send what is in it." },
  { magic: [0x37, 0x7a, 0xbc, 0xaf], message: "This is a 7z archive. Unpack it and send what is in it." },
  { magic: [0x52, 0x61, 0x72, 0x21], message: "This is a RAR archive. Unpack it and send what is in it." },
  { magic: [0x89, 0x50, 0x4e, 0x47], message: "This is a picture. Send the table as .xlsx or CSV." },
  { magic: [0xff, 0xd8, 0xff], message: "This is a picture. Send the table as .xlsx or CSV." },
];

/**
 * What a file is by its first bytes, whatever it is called.
 *
 * @throws SpreadsheetError for an empty file and for kinds that are not read, with what to do instead
 */
export function detectKind(start: Uint8Array): "csv" | "xlsx" {
  if (start.length === 0) throw new SpreadsheetError("The file is empty.");
  const begins = (magic: readonly number[]) => magic.every((byte, at) => start[at] === byte);
  if (begins([0x50, 0x4b, 0x03, 0x04]) || begins([0x50, 0x4b, 0x05, 0x06])) return "xlsx";
  const other = foreign.find(({ magic }) => begins(magic));
  if (other !== undefined) throw new SpreadsheetError(other.message);
  const text = new TextDecoder("latin1").decode(start).replace(/^ï»¿/, "").trimStart().toLowerCase();
  if (/^(<!doctype|<\?xml|<html|<table|<meta)/.test(text)) {
    throw new SpreadsheetError(
      "This is a web page or XML, even if it is called .xls. Open it in a spreadsheet and save it as .xlsx or CSV.",
    );
  }
  if (/^[{[]\s*["{[\]}]/.test(text)) {
    throw new SpreadsheetError("This is JSON. Send rows as JSON to POST /api/batch-calculate instead.");
  }
  return "csv";
}
