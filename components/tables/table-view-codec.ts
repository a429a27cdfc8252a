import type { TableView } from "@/components/tables/table-types";
import type { UrlCodec } from "@/lib/browser/url-state";

const version = "1";

/** How a table's view stands in a link: `?v=1&q=s19&sort=-efficiency&cols=prices`, only what differs from `start`. */
export function tableViewCodec(start: TableView): UrlCodec<TableView> {
  return {
    read: (search) => {
      const params = new URLSearchParams(search);
      return {
        filter: params.get("q") ?? start.filter,
        sort: sortFrom(params.get("sort")) ?? start.sort,
        preset: params.get("cols") ?? start.preset,
      };
    },
    write: (view) => {
      const params = new URLSearchParams({ v: version });
      if (view.filter !== start.filter) params.set("q", view.filter);
      if (sortText(view.sort) !== sortText(start.sort)) params.set("sort", sortText(view.sort));
      if (view.preset !== start.preset) params.set("cols", view.preset);
      return params.size === 1 ? "" : `?${params}`;
    },
  };
}

function sortFrom(text: string | null): TableView["sort"] {
  if (text === null || text === "") return null;
  return text.startsWith("-") ? { id: text.slice(1), descending: true } : { id: text, descending: false };
}

function sortText(sort: TableView["sort"]): string {
  if (sort === null) return "";
  return `${sort.descending ? "-" : ""}${sort.id}`;
}
