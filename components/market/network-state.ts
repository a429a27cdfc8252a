import { type HistoryRange, historyRangeOf } from "@/components/market/history-range";
import type { TableView } from "@/components/tables/table-types";
import { tableViewCodec } from "@/components/tables/table-view-codec";
import type { UrlCodec } from "@/lib/browser/url-state";

/** What a person sets on the network screen. */
export interface NetworkState {
  readonly range: HistoryRange;
  readonly priceScale: "linear" | "log";
  /** Of the table of retargets. */
  readonly retargets: TableView;
}

const tableCodec = tableViewCodec({ filter: "", sort: { id: "height", descending: true }, preset: "" });

/** The network screen in a link: `?v=1&range=1y&scale=log&sort=-change`. */
export const networkCodec: UrlCodec<NetworkState> = {
  read: (search) => {
    const params = new URLSearchParams(search);
    return {
      range: historyRangeOf(params.get("range")),
      priceScale: params.get("scale") === "log" ? "log" : "linear",
      retargets: tableCodec.read(search),
    };
  },
  write: ({ range, priceScale, retargets }) => {
    const params = new URLSearchParams(tableCodec.write(retargets));
    if (range !== "all") params.set("range", range);
    if (priceScale === "log") params.set("scale", "log");
    if (params.size === 0) return "";
    params.set("v", "1");
    return `?${params}`;
  },
};
