import { cellFormats } from "./cell-formats";
import { concatBytes } from "./concat-bytes";
import { readXml } from "./read-xml";
import { sharedStrings } from "./shared-strings";
import { SheetReader } from "./sheet-reader";
import { SpreadsheetError } from "./spreadsheet-error";
import type { Table, TableRow } from "./table";
import { type WorkbookSheet, workbookParts } from "./workbook-parts";
import { ZipArchive } from "./zip-archive";

/**
 * A worksheet as a table. The packed file is collected (its directory stands at its end), the sheet unpacked and read
 * piece by piece.
 *
 * @param sheet name of the sheet; `null` for the first one that is not hidden
 * @throws SpreadsheetError
 */
export async function readXlsx(bytes: AsyncIterable<Uint8Array>, sheet: string | null): Promise<Table> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytes) pieces.push(piece);
  const archive = await ZipArchive.open(concatBytes(pieces));
  const { sheets, isDate1904, ...parts } = await workbookParts(archive);
  const chosen = chooseSheet(sheets, sheet);
  const formats = await cellFormats(archive, parts.styles);
  const strings = await sharedStrings(archive, parts.sharedStrings);
  return {
    origin: {
      kind: "xlsx",
      sheet: chosen.name,
      otherSheets: sheets.filter((one) => one !== chosen && !one.isHidden).map(({ name }) => name),
      encoding: null,
      delimiter: null,
    },
    rows: sheetRows(archive, chosen, new SheetReader({ strings, formats, isDate1904 })),
  };
}

async function* sheetRows(
  archive: ZipArchive,
  { part }: WorkbookSheet,
  reader: SheetReader,
): AsyncGenerator<readonly TableRow[]> {
  for await (const _piece of readXml(part, archive.read(part), reader)) yield reader.take();
}

function chooseSheet(sheets: readonly WorkbookSheet[], name: string | null): WorkbookSheet {
  const named = sheets.map((one) => `"${one.name.slice(0, 100)}"`).join(", ");
  if (name === null) {
    const visible = sheets.find(({ isHidden }) => !isHidden) ?? sheets[0];
    if (visible === undefined) throw new SpreadsheetError("The workbook has no sheet with a table.");
    return visible;
  }
  const chosen = sheets.find((one) => one.name === name);
  if (chosen === undefined) {
    throw new SpreadsheetError(
      `The workbook has no sheet "${name.slice(0, 100)}"; it has ${named || "none"}.`,
    );
  }
  return chosen;
}
