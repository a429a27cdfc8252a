/** A CSV file that breaks a rule; the message names file, line and rule. */
export class SeedFileError extends Error {
  override readonly name = "SeedFileError";
}

export type CsvRow<Column extends string> = Readonly<Record<Column, string>> & { readonly line: number };

/**
 * The rows of a CSV text (RFC 4180, UTF-8) with exactly these columns in this order. A quoted field may hold commas
 * and doubled quotes, not line breaks.
 *
 * @throws SeedFileError naming the line.
 */
export function parseCsv<Column extends string>(
  file: string,
  text: string,
  columns: readonly Column[],
): CsvRow<Column>[] {
  const lines = text.split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  const header = lines.shift();
  if (header !== columns.join(",")) {
    throw new SeedFileError(`${file}:1: columns must be ${columns.join(",")}, got ${header ?? "nothing"}`);
  }
  return lines.map((text, index) => {
    const line = index + 2;
    const cells = splitLine(text);
    if (cells === null) throw new SeedFileError(`${file}:${line}: a quote is opened and never closed`);
    if (cells.length !== columns.length) {
      throw new SeedFileError(`${file}:${line}: must have ${columns.length} fields, got ${cells.length}`);
    }
    const named = columns.map((column, at) => [column, cells[at] ?? ""] as const);
    return { ...(Object.fromEntries(named) as Record<Column, string>), line };
  });
}

function splitLine(text: string): string[] | null {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quoted && char === '"' && text.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (char === '"') {
      quoted = !quoted;
    } else if (char === "," && !quoted) {
      cells.push(cell);
      cell = "";
    } else {
      cell += char;
    }
  }
  cells.push(cell);
  return quoted ? null : cells;
}
