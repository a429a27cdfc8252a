import Link from "next/link";
import { StateBadge } from "@/components/auth/people/state-badge";
import { Moment } from "@/components/shell/moment";
import type { TableColumn } from "@/components/tables/table-types";
import type { PersonRow } from "@/lib/modules/auth/people/schema";
import { roleNames } from "@/lib/modules/auth/people/words";

/** What is called by: the name, else the address. */
export const nameOf = ({ name, email }: Pick<PersonRow, "name" | "email">): string =>
  name ?? email ?? "Erased person";

/** Where a person's own page is; invitations have none. */
export const pathOf = (row: PersonRow): string | null =>
  row.kind === "person" ? `/admin/user_access/${row.id}` : null;

const factorWords = { app: "App", passkey: "Passkey", none: "None" } as const;

const none = <span className="text-muted-foreground">–</span>;

const name: TableColumn<PersonRow> = {
  id: "name",
  header: "Person",
  value: nameOf,
  cell: (row) => <PersonName row={row} />,
  onPhone: "title",
  widthRem: 15,
};

const role: TableColumn<PersonRow> = {
  id: "role",
  header: "Role",
  value: (row) => roleNames[row.role],
  widthRem: 7.5,
};

const sites: TableColumn<PersonRow> = {
  id: "sites",
  header: "Sites",
  isSortable: false,
  value: (row) => row.sites.map((site) => site.name).join(", "),
  cell: (row) => (row.sites.length === 0 ? none : row.sites.map((site) => site.name).join(", ")),
  widthRem: 8,
};

const state: TableColumn<PersonRow> = {
  id: "state",
  header: "State",
  isSortable: false,
  value: (row) => row.state,
  cell: (row) => <StateBadge state={row.state} accessEndsAt={row.accessEndsAt} linkEndsAt={row.linkEndsAt} />,
  widthRem: 9,
};

const accessEndsAt: TableColumn<PersonRow> = {
  id: "accessEndsAt",
  header: "Access ends",
  value: (row) => row.accessEndsAt,
  cell: (row) => (row.accessEndsAt === null ? <Quiet>never</Quiet> : <Day at={row.accessEndsAt} />),
  widthRem: 7.5,
};

const lastSignInAt: TableColumn<PersonRow> = {
  id: "lastSignInAt",
  header: "Last sign-in",
  firstSort: "desc",
  value: (row) => row.lastSignInAt,
  cell: (row) =>
    row.lastSignInAt !== null ? (
      <Moment at={row.lastSignInAt} />
    ) : row.kind === "invitation" ? (
      none
    ) : (
      <Quiet>never</Quiet>
    ),
  widthRem: 12,
};

const secondFactor: TableColumn<PersonRow> = {
  id: "secondFactor",
  header: "Second factor",
  isSortable: false,
  value: (row) => (row.secondFactor === null ? null : factorWords[row.secondFactor]),
  cell: (row) =>
    row.secondFactor === null ? (
      none
    ) : row.secondFactor === "none" ? (
      <Quiet>none</Quiet>
    ) : (
      factorWords[row.secondFactor]
    ),
  widthRem: 7.5,
};

/** Columns for those who may see sign-ins, and for those who may not. */
export function columnsFor(canSeeSignIns: boolean): readonly TableColumn<PersonRow>[] {
  const always = [name, role, sites, state, accessEndsAt];
  return canSeeSignIns ? [...always, lastSignInAt, secondFactor] : always;
}

function PersonName({ row }: { readonly row: PersonRow }) {
  const path = pathOf(row);
  const text = nameOf(row);
  return (
    <span className="block min-w-0 py-1 leading-4">
      {path === null ? (
        <span className="block truncate">{text}</span>
      ) : (
        <Link href={path} prefetch={false} className="block truncate font-medium hover:underline">
          {text}
        </Link>
      )}
      {row.name !== null && <span className="block truncate text-muted-foreground text-xs">{row.email}</span>}
    </span>
  );
}

function Day({ at }: { readonly at: string }) {
  const options = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;
  return <time dateTime={at}>{new Date(at).toLocaleDateString("en-GB", options)}</time>;
}

function Quiet({ children }: { readonly children: string }) {
  return <span className="text-muted-foreground">{children}</span>;
}
