import { comparedSlugs } from "@/components/catalogue/compared";
import { type Facets, noFacets, readFacets, writeFacets } from "@/components/catalogue/facets";
import type { TableView } from "@/components/tables/table-types";
import { tableViewCodec } from "@/components/tables/table-view-codec";
import type { UrlCodec } from "@/lib/browser/url-state";

/** Everything a person sets on the catalogue. */
export interface CatalogueState {
  readonly table: TableView;
  readonly facets: Facets;
  /** Slugs ticked for comparison, at most four. */
  readonly compared: readonly string[];
}

const startTable: TableView = { filter: "", sort: { id: "efficiency", descending: false }, preset: "" };

export const startState: CatalogueState = { table: startTable, facets: noFacets, compared: [] };

const tableCodec = tableViewCodec(startTable);

/** The catalogue in a link: `?v=1&q=s21&sort=-power&maker=Bitmain&cooling=hydro&m=antminer-s21`. */
export const catalogueCodec: UrlCodec<CatalogueState> = {
  read: (search) => {
    const params = new URLSearchParams(search);
    return {
      table: tableCodec.read(search),
      facets: readFacets(params),
      compared: comparedSlugs(params.get("m")),
    };
  },
  write: ({ table, facets, compared }) => {
    const params = new URLSearchParams(tableCodec.write(table));
    writeFacets(facets, params);
    if (compared.length > 0) params.set("m", compared.join(","));
    if (params.size === 0) return "";
    params.set("v", "1");
    // Commas between names may stand as they are, and the link stays readable.
    return `?${params.toString().replaceAll("%2C", ",")}`;
  },
};
