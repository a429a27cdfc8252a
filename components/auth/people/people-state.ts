import type { TableView } from "@/components/tables/table-types";
import { tableViewCodec } from "@/components/tables/table-view-codec";
import type { UrlCodec } from "@/lib/browser/url-state";
import { isRole, type Role } from "@/lib/domain/rbac/role";
import type { PersonState } from "@/lib/modules/auth/people/schema";

/** States in the order of the chips, each with its words. */
export const stateNames: Readonly<Record<PersonState, string>> = {
  open: "Open",
  ending: "Ends soon",
  suspended: "Suspended",
  expired: "Ended",
  invited: "Invited",
};

/** Everything a person sets on the list of people. */
export interface PeopleView {
  readonly table: TableView;
  readonly state: PersonState | null;
  readonly role: Role | null;
  readonly siteId: string | null;
}

const startTable: TableView = { filter: "", sort: { id: "name", descending: false }, preset: "" };
const tableCodec = tableViewCodec(startTable);

export const startView: PeopleView = { table: startTable, state: null, role: null, siteId: null };

/** The list in a link: `?v=1&q=ana&sort=-lastSignInAt&role=operator&state=ending&site=…`. */
export const peopleCodec: UrlCodec<PeopleView> = {
  read: (search) => {
    const params = new URLSearchParams(search);
    const [state, role] = [params.get("state") ?? "", params.get("role") ?? ""];
    return {
      table: tableCodec.read(search),
      state: isState(state) ? state : null,
      role: isRole(role) ? role : null,
      siteId: params.get("site"),
    };
  },
  write: ({ table, state, role, siteId }) => {
    const params = new URLSearchParams(tableCodec.write(table));
    if (role !== null) params.set("role", role);
    if (state !== null) params.set("state", state);
    if (siteId !== null) params.set("site", siteId);
    if (params.size === 0) return "";
    params.set("v", "1");
    return `?${params}`;
  },
};

/** What the API is asked for a view; the window of rows is added by whoever asks. */
export function peopleSearch({ table, state, role, siteId }: PeopleView): string {
  const params = new URLSearchParams();
  if (table.filter.trim() !== "") params.set("search", table.filter.trim().slice(0, 100));
  if (role !== null) params.set("role", role);
  if (state !== null) params.set("state", state);
  if (siteId !== null) params.set("site", siteId);
  if (table.sort !== null) {
    params.set("sort", table.sort.id);
    params.set("direction", table.sort.descending ? "desc" : "asc");
  }
  return params.toString();
}

function isState(word: string): word is PersonState {
  return Object.hasOwn(stateNames, word);
}
