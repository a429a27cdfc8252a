import { fetchPeople } from "@/components/auth/people/use-people";
import type { TableColumn } from "@/components/tables/table-types";
import { csvRows } from "@/components/tables/visible-rows";
import { notify } from "@/components/ui/toast";
import { downloadCsv } from "@/lib/browser/download";
import type { PersonRow } from "@/lib/modules/auth/people/schema";
import { toCsv } from "@/lib/spreadsheet/writing/csv";

/** As many as the API gives at once. */
const rowsAtOnce = 500;

/** Hands all people that a search leaves to the person, with e-mail addresses beside the names. */
export async function exportPeople(
  search: string,
  count: number,
  columns: readonly TableColumn<PersonRow>[],
): Promise<void> {
  const email: TableColumn<PersonRow> = { id: "email", header: "E-mail", value: (row) => row.email };
  const [first, ...rest] = columns;
  try {
    const rows: PersonRow[] = [];
    for (let offset = 0; offset < count; offset += rowsAtOnce) {
      rows.push(...(await fetchPeople(search, offset, rowsAtOnce)).people);
    }
    downloadCsv(toCsv(csvRows(rows, first === undefined ? [email] : [first, email, ...rest])), "people.csv");
  } catch (error) {
    const description = error instanceof Error ? error.message : String(error);
    notify("error", "Nothing was exported", { description });
  }
}
