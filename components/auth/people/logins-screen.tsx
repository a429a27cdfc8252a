"use client";

import { History } from "lucide-react";
import Link from "next/link";
import { methodWords, OutcomeBadge, outcomeWords } from "@/components/auth/people/login-words";
import { LoginsFilters } from "@/components/auth/people/logins-filters";
import { type LoginsView, loginsCodec, loginsSearch, startView } from "@/components/auth/people/logins-state";
import { PeopleBreadcrumb } from "@/components/auth/people/people-breadcrumb";
import { fetchLogins, useLogins } from "@/components/auth/people/use-logins";
import { EmptyState } from "@/components/shell/empty-state";
import { Moment } from "@/components/shell/moment";
import { PageHeader } from "@/components/shell/page-header";
import { RemoteTable } from "@/components/tables/remote-table";
import type { TableColumn } from "@/components/tables/table-types";
import { csvRows } from "@/components/tables/visible-rows";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";
import { downloadCsv } from "@/lib/browser/download";
import { useUrlState } from "@/lib/browser/url-state";
import type { Login, LoginList } from "@/lib/modules/auth/people/logins";
import { toCsv } from "@/lib/spreadsheet/writing/csv";

const columns: readonly TableColumn<Login>[] = [
  {
    id: "occurredAt",
    header: "When",
    isSortable: false,
    value: (row) => row.occurredAt,
    cell: (row) => <Moment at={row.occurredAt} />,
    widthRem: 13,
  },
  {
    id: "name",
    header: "Person",
    isSortable: false,
    value: (row) => row.name,
    cell: (row) => (
      <span className="block min-w-0 py-1 leading-4">
        <Link
          href={`/admin/user_access/${row.userId}`}
          prefetch={false}
          className="block truncate font-medium hover:underline"
        >
          {row.name}
        </Link>
        <span className="block truncate text-muted-foreground text-xs">{row.email}</span>
      </span>
    ),
    onPhone: "title",
    widthRem: 16,
  },
  {
    id: "outcome",
    header: "Outcome",
    isSortable: false,
    value: (row) => outcomeWords[row.outcome],
    cell: (row) => <OutcomeBadge outcome={row.outcome} />,
    widthRem: 13,
  },
  {
    id: "method",
    header: "By",
    isSortable: false,
    value: (row) => methodWords[row.method],
    widthRem: 7,
  },
  { id: "address", header: "Address", isSortable: false, value: (row) => row.address, widthRem: 10 },
  {
    id: "browser",
    header: "Browser",
    isSortable: false,
    value: (row) => `${row.browser} on ${row.system}`,
    widthRem: 16,
  },
];

const startSearch = loginsSearch(startView);
const rowsAtOnce = 500;
const rowsMax = 20_000;

/** Who of the company tried to sign in when, from where, and what came of it. */
export function LoginsScreen({ first }: { readonly first: LoginList }) {
  const [view, setView] = useUrlState(loginsCodec);
  const search = loginsSearch(view);
  const logins = useLogins(search, { search: startSearch, page: first });
  const head = logins.head ?? first;
  return (
    <>
      <PeopleBreadcrumb here="Login history" />
      <PageHeader
        title="Login history"
        state={`Tries to sign in by people of the company: ${failures(head.failedLastDay)} in the last 24 hours.`}
      />
      {logins.error !== null && (
        <Alert tone="loss" title="The history cannot be shown as asked" className="mb-3">
          {logins.error.message}{" "}
          <Button variant="link" onClick={logins.retry}>
            Try again
          </Button>
        </Alert>
      )}
      <LoginsFilters view={view} onChange={setView} personName={nameOfFilter(view, logins.rowAt(0))} />
      <RemoteTable
        caption="Login history"
        count={head.count}
        total={head.count}
        rowAt={logins.rowAt}
        onWant={logins.onWant}
        version={logins.version}
        columns={columns}
        presets={[{ id: "all", label: "All", columns: columns.map(({ id }) => id) }]}
        rowName={(row) => row.name}
        view={view.table}
        onViewChange={(table) => setView({ ...view, table })}
        filterPlaceholder="Search by name, e-mail or address"
        empty={
          <EmptyState
            Icon={History}
            title="No try fits these filters"
            action={<Button onClick={() => setView(startView)}>Show all</Button>}
          >
            What people did before they came into the company is not shown here.
          </EmptyState>
        }
        onExport={() => void exportLogins(search, head.count)}
      />
    </>
  );
}

function nameOfFilter({ userId }: LoginsView, row: Login | undefined): string | null {
  if (userId === null) return null;
  return row?.userId === userId ? row.name : "One person";
}

function failures(count: number): string {
  if (count === 0) return "none failed";
  return count === 1 ? "one failed" : `${count.toLocaleString("en-US")} failed`;
}

async function exportLogins(search: string, count: number): Promise<void> {
  const email: TableColumn<Login> = { id: "email", header: "E-mail", value: (row) => row.email };
  try {
    const rows: Login[] = [];
    for (let offset = 0; offset < Math.min(count, rowsMax); offset += rowsAtOnce) {
      rows.push(...(await fetchLogins(search, offset, rowsAtOnce)).logins);
    }
    downloadCsv(toCsv(csvRows(rows, [...columns, email])), "logins.csv");
    if (count <= rowsMax) return;
    notify("message", `The newest ${rowsMax.toLocaleString("en-US")} are in the file`, {
      description: "Narrow the days for earlier ones.",
    });
  } catch (error) {
    const description = error instanceof Error ? error.message : String(error);
    notify("error", "Nothing was exported", { description });
  }
}
