import { readXml } from "./read-xml";
import { readingLimits } from "./reading-limits";
import { RichText } from "./rich-text";
import { SpreadsheetError } from "./spreadsheet-error";
import type { ZipArchive } from "./zip-archive";

/**
 * The texts that cells of a workbook refer to by number. Texts too long for a cell are cut just above the limit, so
 * that the cell that shows one can be named.
 *
 * @throws SpreadsheetError when all together are too much
 */
export async function sharedStrings(archive: ZipArchive, part: string | null): Promise<readonly string[]> {
  const strings: string[] = [];
  if (part === null) return strings;
  let chars = 0;
  const text = new RichText();
  const pieces = readXml(part, archive.read(part), {
    open: (name) => text.open(name),
    text: (piece) => text.append(piece),
    close: (name) => {
      text.close(name);
      if (name !== "si") return;
      const string = text.take();
      strings.push(string);
      chars += string.length + 16;
    },
  });
  for await (const _piece of pieces) {
    if (chars > readingLimits.sharedChars) {
      throw new SpreadsheetError(
        "The workbook holds more text than fits into memory here. Send the columns that count, as CSV.",
      );
    }
  }
  return strings;
}
