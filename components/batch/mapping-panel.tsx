"use client";

import { CircleAlert, Columns3 } from "lucide-react";
import { memo } from "react";
import type { BatchSession, SessionState } from "@/components/batch/batch-session";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { NativeSelect } from "@/components/ui/native-select";
import { Table, Td, Th } from "@/components/ui/table";
import { cn } from "@/lib/browser/class-names";
import { batchColumns } from "@/lib/domain/batch/batch-columns";
import { type BatchField, batchFields } from "@/lib/domain/batch/batch-field";
import type { HeaderMatch } from "@/lib/domain/batch/match-headers";
import type { TableEvent } from "@/lib/modules/batch/schema/upload-events";

interface MappingPanelProps {
  readonly session: BatchSession;
  readonly table: TableEvent;
  readonly mapping: SessionState["mapping"];
  readonly remembered: SessionState["remembered"];
  readonly match: HeaderMatch;
  /** Folded away once there are results. */
  readonly hasRun: boolean;
  readonly isBusy: boolean;
}

/** How the columns of the file were understood, to be changed by hand. */
export const MappingPanel = memo(function MappingPanel(props: MappingPanelProps) {
  const { table, mapping, remembered, match, hasRun } = props;
  const used = mapping.filter((field) => field !== null).length;
  const isWanting = match.missing.length > 0 || match.duplicates.length > 0;
  return (
    <details open={!hasRun || isWanting} className="group">
      <summary className="flex min-h-control list-none flex-wrap items-center gap-x-2 gap-y-1 px-4 py-2.5 sm:px-5">
        <Columns3 aria-hidden="true" className="size-4 text-muted-foreground" />
        <span className="font-medium">Columns</span>
        <span className="text-muted-foreground">
          {used} of {table.headers.length} used
        </span>
        {remembered !== null && <Badge tone="warn">your mapping</Badge>}
        <span className="ml-auto text-muted-foreground text-xs group-open:hidden">Show</span>
        <span className="ml-auto hidden text-muted-foreground text-xs group-open:inline">Hide</span>
      </summary>
      <div className="grid gap-3 pb-2">
        <MappingNotes {...props} />
        <MappingTable {...props} />
      </div>
    </details>
  );
});

function MappingNotes({ session, remembered, match, table }: MappingPanelProps) {
  const missing = match.missing.filter((field) => !match.duplicates.some((twice) => twice.field === field));
  const header = (place: number) => `“${table.headers[place] ?? ""}”`;
  return (
    <div className="grid gap-2 px-4 empty:hidden sm:px-5">
      {missing.length > 0 && (
        <Alert tone="warn" title={`Still needed: ${missing.map(missingWords).join("; ")}`}>
          Choose the column that holds it below
          {missing.includes("electricityUsdPerKwh") && ", or type one price for all rows"}.
        </Alert>
      )}
      {match.duplicates.map(({ field, columns }) => (
        <Alert key={field} tone="warn" title={`${batchColumns[field].name} has ${columns.length} columns`}>
          {columns.map(header).join(" and ")}: choose below which one it is.
        </Alert>
      ))}
      {remembered !== null && (
        <p className="flex flex-wrap items-center gap-x-2 text-muted-foreground">
          Read as you set it on{" "}
          {new Date(remembered.savedAt).toLocaleDateString("en-GB", {
            day: "numeric",
            month: "short",
            year: "numeric",
          })}
          ; kept in this browser for files with the same headers.
          <Button variant="link" onClick={() => session.forget()}>
            Forget it
          </Button>
        </p>
      )}
    </div>
  );
}

function MappingTable({ session, mapping, isBusy, match, table }: MappingPanelProps) {
  return (
    <Table caption="How the columns of the file are read" className="text-[0.8125rem]">
      <thead>
        <tr>
          <Th className="pl-4 sm:pl-5">Column in the file</Th>
          <Th className="max-sm:hidden">First values</Th>
          <Th className="pr-4 sm:pr-5">Taken for</Th>
        </tr>
      </thead>
      <tbody>
        {table.headers.map((header, place) => {
          const unread = match.unread.find(({ column }) => column === place);
          const name = header === "" ? `column ${place + 1}` : header;
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: headers repeat, places do not
            <tr key={place} className="[&>td]:py-1.5 [&>td]:align-middle">
              <Td className="pl-4 font-medium sm:pl-5">
                {header === "" ? (
                  <i className="font-normal text-muted-foreground">no name</i>
                ) : (
                  <span className="break-words">{header}</span>
                )}
                <span className="block max-w-40 truncate font-normal text-muted-foreground text-xs sm:hidden">
                  {samples(table, place)}
                </span>
              </Td>
              <Td className="max-w-52 truncate text-muted-foreground max-sm:hidden">
                {samples(table, place)}
              </Td>
              <Td className="pr-4 sm:pr-5">
                <NativeSelect
                  aria-label={`${name} is taken for`}
                  className="w-40 sm:w-48"
                  disabled={isBusy}
                  value={mapping[place] ?? ""}
                  onChange={(event) => session.setField(place, fieldOf(event.target.value))}
                >
                  <option value="">not used</option>
                  {batchFields.map((field) => (
                    <option key={field} value={field}>
                      {batchColumns[field].header}
                    </option>
                  ))}
                </NativeSelect>
                {unread !== undefined && unread.reason !== leftOut && (
                  <p
                    className={cn(
                      "mt-1 flex max-w-72 items-start gap-1 text-xs",
                      mapping[place] === null ? "text-muted-foreground" : "text-loss",
                    )}
                  >
                    <CircleAlert aria-hidden="true" className="mt-px size-3.5 shrink-0" />
                    {unread.reason}
                  </p>
                )}
              </Td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}

/** What the domain says of a column that the person has set to "not used"; nothing to point out. */
const leftOut = "left out by choice";

function fieldOf(value: string): BatchField | null {
  return batchFields.find((field) => field === value) ?? null;
}

function samples(table: TableEvent, place: number): string {
  const values = table.sample.map((row) => row[place] ?? "").filter((value) => value !== "");
  return values.length === 0 ? "empty" : [...new Set(values)].slice(0, 3).join(" · ");
}

/** The domain says "model" for "a model, or hashrate and power". */
function missingWords(field: BatchField): string {
  return field === "minerModel" ? "a model, or hashrate and power" : batchColumns[field].name.toLowerCase();
}
