"use client";

import { UserPlus, Users } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useMemo, useState } from "react";
import { exportPeople } from "@/components/auth/people/export-people";
import { columnsFor, nameOf, pathOf } from "@/components/auth/people/people-columns";
import { PeopleFilters } from "@/components/auth/people/people-filters";
import { peopleCodec, peopleSearch, startView } from "@/components/auth/people/people-state";
import { type OpenDialog, PlaceDialogs } from "@/components/auth/people/place-dialogs";
import { rowActions } from "@/components/auth/people/row-actions";
import { RowMenu } from "@/components/auth/people/row-menu";
import { usePeople } from "@/components/auth/people/use-people";
import { usePlaceChanges } from "@/components/auth/people/use-place-changes";
import { EmptyState } from "@/components/shell/empty-state";
import { PageHeader } from "@/components/shell/page-header";
import { RemoteTable } from "@/components/tables/remote-table";
import type { TableColumn } from "@/components/tables/table-types";
import { Alert } from "@/components/ui/alert";
import { Button, ButtonLink } from "@/components/ui/button";
import { useUrlState } from "@/lib/browser/url-state";
import type { PeopleList, PeopleRights, PersonRow, StateCounts } from "@/lib/modules/auth/people/schema";

const InviteDialog = dynamic(() =>
  import("@/components/auth/people/invite-dialog").then((m) => m.InviteDialog),
);

const startSearch = peopleSearch(startView);

interface PeopleScreenProps {
  readonly rights: PeopleRights;
  /** The first page as it stands without filters. */
  readonly first: PeopleList;
}

/** Everybody of the company: find, invite, change, suspend, remove. */
export function PeopleScreen({ rights, first }: PeopleScreenProps) {
  const [view, setView] = useUrlState(peopleCodec);
  const search = peopleSearch(view);
  const people = usePeople(search, { search: startSearch, page: first });
  const changes = usePlaceChanges();
  const router = useRouter();
  const [isInviting, setIsInviting] = useState(false);
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const columns = useMemo<readonly TableColumn<PersonRow>[]>(
    () => [
      ...columnsFor(rights.canSeeSignIns),
      {
        id: "actions",
        header: "Actions",
        isSortable: false,
        value: () => null,
        cell: (row) => {
          const actions = rowActions(row, rights, changes, setDialog);
          return actions.length === 0 ? null : <RowMenu name={nameOf(row)} actions={actions} />;
        },
        onPhone: "corner",
        widthRem: 5,
      },
    ],
    [rights, changes],
  );
  const head = people.head ?? first;
  const open = (row: PersonRow) => {
    const path = pathOf(row);
    if (path !== null) router.push(path);
  };
  return (
    <>
      <PageHeader
        title="People"
        state={sentence(head)}
        actions={
          <>
            {rights.rolesToGive.length > 0 && (
              <Button variant="primary" onClick={() => setIsInviting(true)}>
                <UserPlus aria-hidden="true" /> Invite
              </Button>
            )}
            {rights.canSeeSignIns && <ButtonLink href="/admin/login_records">Login history</ButtonLink>}
          </>
        }
      />
      {people.error !== null && (
        <Alert tone="loss" title="The people cannot be shown as asked" className="mb-3">
          {people.error.message}{" "}
          <Button variant="link" onClick={people.retry}>
            Try again
          </Button>
        </Alert>
      )}
      <PeopleFilters view={view} onChange={setView} states={head.states} sites={rights.sites} />
      <RemoteTable
        caption="People"
        count={head.count}
        total={head.total}
        rowAt={people.rowAt}
        onWant={people.onWant}
        version={people.version}
        columns={columns}
        presets={[{ id: "all", label: "All", columns: columns.map(({ id }) => id) }]}
        rowName={nameOf}
        view={view.table}
        onViewChange={(table) => setView({ ...view, table })}
        filterPlaceholder="Search by name or e-mail"
        empty={
          <EmptyState
            Icon={Users}
            title="Nobody fits these filters"
            action={<Button onClick={() => setView(startView)}>Show everybody</Button>}
          >
            Names and e-mail addresses are searched, among the people you may see.
          </EmptyState>
        }
        onOpen={open}
        onExport={(shown) =>
          void exportPeople(
            search,
            head.count,
            shown.filter(({ id }) => id !== "actions"),
          )
        }
      />
      {isInviting && <InviteDialog rights={rights} onClose={() => setIsInviting(false)} />}
      <PlaceDialogs dialog={dialog} rights={rights} changes={changes} onClose={() => setDialog(null)} />
    </>
  );
}

/** "1,203 people: 1,180 with open access, 12 of them ending within 30 days, 3 suspended. 2 invitations wait." */
function sentence({ states, total }: PeopleList): string {
  const people = total - states.invited;
  const isAllOpen = states.suspended + states.expired === 0;
  const parts = [
    `${isAllOpen ? "all" : counted(states.open + states.ending)} with open access`,
    ...(states.ending === 0 ? [] : [`${counted(states.ending)} of them ending within 30 days`]),
    ...closedParts(states),
  ];
  const invited =
    states.invited === 0
      ? ""
      : states.invited === 1
        ? " One invitation waits."
        : ` ${counted(states.invited)} invitations wait.`;
  return `${counted(people)} ${people === 1 ? "person" : "people"}: ${parts.join(", ")}.${invited}`;
}

function closedParts({ suspended, expired }: StateCounts): string[] {
  return [
    ...(suspended === 0 ? [] : [`${counted(suspended)} suspended`]),
    ...(expired === 0 ? [] : [`${counted(expired)} ended`]),
  ];
}

function counted(count: number): string {
  return count.toLocaleString("en-US");
}
