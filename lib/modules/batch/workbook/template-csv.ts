import { toCsv } from "@/lib/spreadsheet/writing/csv";
import { templateHeaders, templateRows } from "./template-rows";

/** The template as CSV. The byte order mark makes spreadsheets read it as UTF-8. */
export function templateCsv(): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`\uFEFF${toCsv([templateHeaders, ...templateRows])}`);
}
