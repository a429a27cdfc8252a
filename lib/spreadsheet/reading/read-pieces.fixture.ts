import { readTable } from "./read-table";
import type { TableOrigin, TableRow } from "./table";

/** Bytes as they come over a network, some at a time. */
export async function* inPieces(bytes: Uint8Array | string, size = 65_536): AsyncGenerator<Uint8Array> {
  const whole = typeof bytes === "string" ? new TextEncoder().encode(bytes) : bytes;
  for (let at = 0; at < whole.length; at += size) {
    // A real stream never hands over twice in one turn.
    await Promise.resolve();
    yield whole.subarray(at, at + size);
  }
}

/** All rows of a file and what was said of it in the end. */
export async function readAll(
  bytes: Uint8Array | string,
  { size, sheet = null }: { readonly size?: number; readonly sheet?: string | null } = {},
): Promise<{ readonly origin: TableOrigin; readonly rows: readonly TableRow[] }> {
  const table = await readTable(inPieces(bytes, size), sheet);
  const rows: TableRow[] = [];
  for await (const some of table.rows) rows.push(...some);
  return { origin: { ...table.origin }, rows };
}

/** The cells of all rows, without their numbers. */
export async function cellsOf(bytes: Uint8Array | string, options = {}): Promise<readonly unknown[]> {
  return (await readAll(bytes, options)).rows.map(({ cells }) => cells);
}
