"use client";

import { Download, ScrollText, SearchX, ShieldCheck } from "lucide-react";
import { useRef } from "react";
import { AuditFilterBar } from "@/components/auth/audit/audit-filter-bar";
import {
  type AuditFilters,
  auditCodec,
  filterParams,
  noAuditFilters,
} from "@/components/auth/audit/audit-filters";
import { AuditList } from "@/components/auth/audit/audit-list";
import { useAudit } from "@/components/auth/audit/use-audit";
import { useVerification } from "@/components/auth/audit/use-verification";
import { VerifyPanel } from "@/components/auth/audit/verify-panel";
import { EmptyState } from "@/components/shell/empty-state";
import { ErrorState } from "@/components/shell/error-state";
import { Moment } from "@/components/shell/moment";
import { PageHeader } from "@/components/shell/page-header";
import { useRowKeys } from "@/components/tables/use-row-keys";
import { Button } from "@/components/ui/button";
import { buttonClasses } from "@/components/ui/button-classes";
import { Skeleton } from "@/components/ui/skeleton";
import { useUrlState } from "@/lib/browser/url-state";
import type { AuditChoices } from "@/lib/modules/auth/audit/schema";

/** Who did what, when, from where, and what changed by it; and whether anybody has touched the record since. */
export function AuditScreen({ choices }: { readonly choices: AuditChoices }) {
  const [filters, setFilters] = useUrlState(auditCodec);
  const searchInput = useRef<HTMLInputElement>(null);
  const trail = useAudit(filters);
  const verification = useVerification();
  const entries = trail.data?.pages.flatMap((page) => page.entries) ?? [];
  const searchedBackTo = trail.data?.pages.at(-1)?.searchedBackTo ?? null;
  const activeIndex = useRowKeys({
    rowCount: entries.length,
    onSelect: null,
    onOpen: null,
    onFilter: () => searchInput.current?.focus(),
  });
  return (
    <>
      <PageHeader
        title="Audit trail"
        state="Every change in the company, sealed within a second into a chain that shows tampering. Nobody can edit or delete an entry."
        actions={
          <>
            <Button
              variant="primary"
              disabled={verification.state.kind === "running"}
              onClick={() => verification.start(null)}
            >
              <ShieldCheck aria-hidden="true" />
              Verify chain
            </Button>
            <ExportLink filters={filters} format="csv" />
            <ExportLink filters={filters} format="jsonl" />
          </>
        }
      />
      <VerifyPanel verification={verification} />
      <AuditFilterBar filters={filters} onChange={setFilters} choices={choices} searchInput={searchInput} />
      {trail.isError && entries.length === 0 ? (
        <ErrorState
          title="The trail could not be loaded"
          meaning={trail.error.message}
          actions={<Button onClick={() => void trail.refetch()}>Try again</Button>}
        />
      ) : trail.isPending ? (
        <TrailSkeleton />
      ) : (
        <>
          {entries.length > 0 ? (
            <AuditList
              entries={entries}
              activeIndex={activeIndex}
              onActor={(actor) => setFilters({ ...filters, actor })}
              onObject={(objectId) => setFilters({ ...filters, objectId })}
            />
          ) : (
            <Empty filters={filters} onShowAll={() => setFilters(noAuditFilters)} />
          )}
          <div className="mt-3 flex flex-wrap items-center justify-between gap-3 text-muted-foreground">
            <p aria-live="polite">
              {entries.length.toLocaleString("en-US")} {entries.length === 1 ? "entry" : "entries"} shown
              {searchedBackTo !== null && (
                <>
                  , searched back to <Moment at={searchedBackTo} />
                </>
              )}
            </p>
            {trail.hasNextPage && (
              <Button disabled={trail.isFetchingNextPage} onClick={() => void trail.fetchNextPage()}>
                {searchedBackTo === null ? "Show older entries" : "Search further back"}
              </Button>
            )}
          </div>
        </>
      )}
    </>
  );
}

interface ExportLinkProps {
  readonly filters: AuditFilters;
  readonly format: "csv" | "jsonl";
}

/** Exactly what is filtered, as a file. A plain link, so that the browser writes it to the disk while it comes. */
function ExportLink({ filters, format }: ExportLinkProps) {
  const params = filterParams(filters);
  params.set("format", format);
  return (
    <a className={buttonClasses()} href={`/api/audit/export?${params}`} download>
      <Download aria-hidden="true" />
      {format === "csv" ? "CSV" : "JSONL"}
      <span className="sr-only">: export what is shown</span>
    </a>
  );
}

function Empty({ filters, onShowAll }: { readonly filters: AuditFilters; readonly onShowAll: () => void }) {
  if (filterParams(filters).size === 0) {
    return (
      <EmptyState Icon={ScrollText} title="Nothing has happened yet">
        As soon as somebody changes anything in the company, it stands here with what was before and after.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      Icon={SearchX}
      title="No entry is like that"
      action={
        <Button variant="primary" onClick={onShowAll}>
          Show all entries
        </Button>
      }
    >
      The filters together leave nothing. Take one back, or show everything again.
    </EmptyState>
  );
}

function TrailSkeleton() {
  return (
    <div role="status" className="grid gap-2">
      <span className="sr-only">Loading the trail</span>
      <Skeleton className="h-9 rounded-lg" />
      <Skeleton className="h-[30rem] rounded-lg" />
    </div>
  );
}
