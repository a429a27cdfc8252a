import type { SessionState } from "@/components/batch/batch-session";
import { rowsText } from "@/components/batch/rows-text";
import { formatNumber } from "@/lib/domain/format/format-number";

/** Where the screen stands, in one sentence. */
export function stateSentence({ file, table, run, inspection }: SessionState): string {
  if (file === null) return "A spreadsheet of machines in, an answer for every row out.";
  if (run === null) {
    if (table !== null)
      return `${table.headers.length} columns found in ${file.name}; calculate when they are right.`;
    return inspection?.state === "stopped"
      ? `${file.name} could not be read.`
      : `Reading the first rows of ${file.name}.`;
  }
  const errors =
    run.rowsWithErrors === 0 ? "none with errors" : `${formatNumber(run.rowsWithErrors, 0)} with errors`;
  if (run.state === "ended") {
    if (run.outcome === "refused") return `${file.name} was refused: ${errors}.`;
    if (run.outcome === "checked") return `${rowsText(run.rowsRead)} checked, ${errors}.`;
    return `${rowsText(run.rowsCalculated)} calculated, ${errors}.`;
  }
  if (run.state === "stopped") return `Stopped after ${rowsText(run.rowsCalculated)}.`;
  return run.mode === "check" ? `Checking ${file.name}.` : `Calculating ${file.name}.`;
}
