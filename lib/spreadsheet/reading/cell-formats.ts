import { readSmallXml } from "./read-xml";
import type { ZipArchive } from "./zip-archive";

/** How a cell shows its number, as far as it changes what the number means. */
export type CellFormat = "plain" | "percent" | "date";

/** Number formats that need not be written down. @see ECMA-376 part 1, 18.8.30 */
function builtInFormat(id: number): CellFormat {
  if (id === 9 || id === 10) return "percent";
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)) {
    return "date";
  }
  return "plain";
}

/** What a format code of a workbook shows: "0.00%" is percent, "yyyy-mm-dd" a date. */
export function formatOfCode(code: string): CellFormat {
  // Words in quotes, escaped and padding signs, and colours or locales in brackets are not part of the number.
  const bare = code.replaceAll(/"[^"]*"|\\.|_.|\*./g, "").replaceAll(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, "");
  if (bare.includes("%")) return "percent";
  return /[ymdhs]/i.test(bare.replaceAll(/General/gi, "")) ? "date" : "plain";
}

/** The format of each cell style of a workbook, by the number that cells carry. */
export async function cellFormats(archive: ZipArchive, part: string | null): Promise<readonly CellFormat[]> {
  if (part === null) return [];
  const own = new Map<number, CellFormat>();
  const formats: CellFormat[] = [];
  let isInCells = false;
  await readSmallXml(part, archive.read(part), {
    open: (name, attributes) => {
      if (name === "numFmt") own.set(Number(attributes.numFmtId), formatOfCode(attributes.formatCode ?? ""));
      if (name === "cellXfs") isInCells = true;
      if (name !== "xf" || !isInCells) return;
      const id = Number(attributes.numFmtId ?? 0);
      formats.push(own.get(id) ?? builtInFormat(id));
    },
    close: (name) => {
      if (name === "cellXfs") isInCells = false;
    },
  });
  return formats;
}
