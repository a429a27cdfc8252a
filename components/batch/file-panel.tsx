"use client";

import { FileSpreadsheet, Play, ShieldCheck, SquareCheck, X } from "lucide-react";
import { useMemo } from "react";
import { FileButton } from "@/components/batch/file-button";
import { mappingMatch } from "@/components/batch/mapping-match";
import { MappingPanel } from "@/components/batch/mapping-panel";
import type { Batch } from "@/components/batch/use-batch";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { NativeSelect } from "@/components/ui/native-select";
import { Skeleton } from "@/components/ui/skeleton";
import type { HeaderMatch } from "@/lib/domain/batch/match-headers";
import type { TableEvent } from "@/lib/modules/batch/schema/upload-events";

/** The file in hand: what it is, how its columns are read, and what to do with it. */
export function FilePanel({ batch, file }: { readonly batch: Batch; readonly file: File }) {
  const { now, session, state } = batch;
  const { table, mapping } = now;
  const { settings } = state;
  const match = useMemo(
    () => (table === null ? null : mappingMatch(table, mapping, settings)),
    [table, mapping, settings],
  );
  return (
    <Card>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-3 border-b px-4 py-3 sm:px-5">
        <FileSpreadsheet aria-hidden="true" className="size-5 shrink-0 text-muted-foreground" />
        <div className="min-w-0 flex-1 basis-48">
          <h2 className="truncate font-semibold" title={file.name}>
            {file.name}
          </h2>
          <p className="text-muted-foreground text-xs">
            {sizeText(file.size)}
            {now.table !== null && ` · ${kindText(now.table)}`}
          </p>
        </div>
        {now.table !== null && now.table.otherSheets.length > 0 && (
          <NativeSelect
            aria-label="Sheet that is read"
            className="w-44"
            disabled={batch.isBusy}
            value={now.table.sheet ?? ""}
            onChange={(event) => batch.chooseSheet(event.target.value)}
          >
            {[now.table.sheet ?? "", ...now.table.otherSheets].map((sheet) => (
              <option key={sheet}>{sheet}</option>
            ))}
          </NativeSelect>
        )}
        <div className="flex items-center gap-1">
          <FileButton variant="ghost" label="Another file" onFile={batch.choose} />
          <Button variant="ghost" size="icon" aria-label="Put the file away" onClick={() => session.leave()}>
            <X aria-hidden="true" />
          </Button>
        </div>
      </div>
      {table !== null && match !== null && (
        <MappingPanel
          session={session}
          table={table}
          mapping={mapping}
          remembered={now.remembered}
          match={match}
          hasRun={now.run !== null}
          isBusy={batch.isBusy}
        />
      )}
      {now.table === null && batch.isBusy && <ColumnsSkeleton />}
      {match !== null && <RunBar batch={batch} match={match} />}
    </Card>
  );
}

function RunBar({ batch, match }: { readonly batch: Batch; readonly match: HeaderMatch }) {
  const { now, state, change, run, isBlocked, isBusy } = batch;
  const isHeld = isBusy || isBlocked || match.missing.length > 0 || match.duplicates.length > 0;
  return (
    <div className="grid gap-3 border-t px-4 py-4 sm:px-5">
      <label htmlFor="all-or-nothing" className="inline-flex w-fit items-center gap-2.5">
        <Checkbox
          id="all-or-nothing"
          checked={state.isAllOrNothing}
          onChange={(event) => change({ isAllOrNothing: event.target.checked })}
        />
        Refuse the whole file when one row is bad
      </label>
      <div className="flex flex-wrap items-center gap-2">
        <Button variant="primary" disabled={isHeld} onClick={() => run("calculate")}>
          <Play aria-hidden="true" />
          {now.run?.mode === "calculate" ? "Calculate again" : "Calculate"}
        </Button>
        <Button disabled={isHeld} onClick={() => run("check")}>
          <SquareCheck aria-hidden="true" />
          Check only
        </Button>
        <p className="inline-flex items-start gap-1.5 text-muted-foreground text-xs sm:ml-auto">
          <ShieldCheck aria-hidden="true" className="mt-px size-3.5 shrink-0" />
          Nothing is stored on the server
        </p>
      </div>
      {now.isOutdated && !isBusy && (
        <p role="status" className="text-warn">
          Settings or columns have changed: the results below are of before. Calculate again to renew them.
        </p>
      )}
    </div>
  );
}

function ColumnsSkeleton() {
  return (
    <div role="status" className="grid gap-2 p-4 sm:p-5">
      <span className="sr-only">Reading the first rows</span>
      <Skeleton className="h-8 w-full" />
      <Skeleton className="h-8 w-full" />
      <Skeleton className="h-8 w-full" />
    </div>
  );
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KiB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}

const separators: Readonly<Record<string, string>> = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
};

function kindText({ kind, sheet, encoding, delimiter }: TableEvent): string {
  if (kind === "xlsx") return `Excel, sheet “${sheet ?? ""}”`;
  return `CSV in ${(encoding ?? "").toUpperCase()}, separated by ${separators[delimiter ?? ""] ?? delimiter}`;
}
