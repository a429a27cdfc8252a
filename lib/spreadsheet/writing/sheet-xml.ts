import { columnLetters } from "./column-letters";
import { sheetHead, sheetTail } from "./sheet-frame";
import type { StringTable } from "./string-table";
import type { StyleBook } from "./style-book";
import type { Cell, CellValue, Sheet, SheetTable } from "./workbook";
import { cellXmlText, xmlText } from "./xml-text";

/** Rows of a sheet: Excel's own limit. */
const ROWS_MAX = 1_048_576;
const CHUNK_CHARS = 65_536;

/** What the sheets of a workbook have in common. */
interface SheetParts {
  readonly styles: StyleBook;
  readonly texts: StringTable;
}

/**
 * The XML of a sheet, some rows at a time.
 *
 * @throws {RangeError} on more rows than a sheet holds or than the table announced, on a number that is not finite, on a
 *   text that is too long for a cell.
 */
export function* sheetXml(sheet: Sheet, { styles, texts }: SheetParts): Generator<string> {
  const { table } = sheet;
  const lastRow = sheet.rows.length + (table === undefined ? 0 : table.rowCount + 1);
  if (lastRow > ROWS_MAX)
    throw new RangeError(`A sheet holds ${ROWS_MAX} rows, "${sheet.name}" has ${lastRow}`);
  yield `${sheetHead(sheet, lastRow)}<sheetData>`;
  let chunk = "";
  sheet.rows.forEach(({ cells, heightPoints }, place) => {
    chunk += rowXml(place + 1, cells, { styles, texts }, heightPoints);
  });
  if (table !== undefined) {
    const headerRow = sheet.rows.length + 1;
    const headers = table.columns.map(({ header, headerStyle }) => ({ value: header, style: headerStyle }));
    chunk += rowXml(headerRow, headers, { styles, texts }, table.headerHeightPoints);
    yield chunk;
    chunk = "";
    yield* tableXml(table, headerRow + 1, { styles, texts });
  }
  yield `${chunk}</sheetData>${sheetTail(sheet, styles)}`;
}

function* tableXml(table: SheetTable, firstRow: number, { styles, texts }: SheetParts): Generator<string> {
  const lastRow = firstRow + table.rowCount - 1;
  const columns = table.columns.map(({ style, formula }, place) => {
    const letters = columnLetters(place);
    const index = styles.indexOf(style);
    const attributes = index === 0 ? "" : ` s="${index}"`;
    if (formula === undefined) return { letters, attributes, first: "", shared: "" };
    const range = `${letters}${firstRow}:${letters}${lastRow}`;
    const first = `<f t="shared" ref="${range}" si="${place}">${xmlText(formula(firstRow))}</f>`;
    return { letters, attributes, first, shared: `<f t="shared" si="${place}"/>` };
  });
  let row = firstRow;
  let chunk = "";
  for (const values of table.rows) {
    if (row > lastRow) throw new RangeError(`The table has more rows than the ${table.rowCount} announced`);
    let cells = "";
    for (let place = 0; place < columns.length; place += 1) {
      const column = columns[place];
      if (column === undefined) continue;
      const formula = row === firstRow ? column.first : column.shared;
      cells += cellXml(column.letters + row, column.attributes, values[place] ?? null, formula, texts);
    }
    chunk += `<row r="${row}">${cells}</row>`;
    row += 1;
    if (chunk.length >= CHUNK_CHARS) {
      yield chunk;
      chunk = "";
    }
  }
  if (row <= lastRow) throw new RangeError(`The table has fewer rows than the ${table.rowCount} announced`);
  yield chunk;
}

function rowXml(
  row: number,
  cells: readonly Cell[],
  { styles, texts }: SheetParts,
  heightPoints: number | undefined,
): string {
  const height = heightPoints === undefined ? "" : ` ht="${heightPoints}" customHeight="1"`;
  const inner = cells.map((cell, place) => {
    const styled = typeof cell === "object" && cell !== null ? cell : { value: cell };
    const index = styles.indexOf(styled.style);
    const attributes = index === 0 ? "" : ` s="${index}"`;
    const formula = styled.formula === undefined ? "" : `<f>${xmlText(styled.formula)}</f>`;
    return cellXml(`${columnLetters(place)}${row}`, attributes, styled.value, formula, texts);
  });
  return `<row r="${row}"${height}>${inner.join("")}</row>`;
}

/** Text is typed as text, so that nothing in it can ever be a formula. */
function cellXml(
  reference: string,
  attributes: string,
  value: CellValue,
  formula: string,
  texts: StringTable,
): string {
  const open = `<c r="${reference}"${attributes}`;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw new RangeError(`${reference} would hold ${value}, which is no figure`);
    return `${open}>${formula}<v>${value}</v></c>`;
  }
  if (formula !== "") return `${open} t="str">${formula}<v>${cellXmlText(value ?? "")}</v></c>`;
  if (value === null || value === "") return attributes === "" ? "" : `${open}/>`;
  return `${open} t="s"><v>${texts.indexOf(value)}</v></c>`;
}
