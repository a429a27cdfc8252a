import { noSettings, type Settings, settingNames, settingSpec } from "@/components/batch/batch-settings";
import type { RowsOnly, ViewSpec } from "@/components/batch/worker/protocol";
import { specProblem } from "@/components/calculator/number-spec";
import type { TableView } from "@/components/tables/table-types";
import { tableViewCodec } from "@/components/tables/table-view-codec";
import type { UrlCodec } from "@/lib/browser/url-state";

/** What of the screen stands in its address: settings and how the table is looked at. The file does not. */
export interface BatchState {
  readonly settings: Settings;
  readonly isAllOrNothing: boolean;
  readonly table: TableView;
  readonly models: readonly string[];
  readonly only: RowsOnly | null;
}

const startTable: TableView = { filter: "", sort: { id: "row", descending: false }, preset: "" };
const tableCodec = tableViewCodec(startTable);
const onlys: readonly RowsOnly[] = ["loss", "no-payback", "error"];

/** A batch in a link: `?v=1&e=0.06&f=0.025&q=hall&sort=-dailyProfitUsd&only=loss&model=Antminer+S21`. */
export const batchCodec: UrlCodec<BatchState> = {
  read: (search) => {
    const params = new URLSearchParams(search);
    return {
      settings: readSettings(params),
      isAllOrNothing: params.get("whole") === "1",
      table: tableCodec.read(search),
      models: params.getAll("model"),
      only: onlys.find((only) => only === params.get("only")) ?? null,
    };
  },
  write: ({ settings, isAllOrNothing, table, models, only }) => {
    const params = new URLSearchParams(tableCodec.write(table));
    params.delete("v");
    for (const name of settingNames) {
      const value = settings[name];
      if (value !== null) params.set(settingSpec(name).urlKey, String(value));
    }
    if (isAllOrNothing) params.set("whole", "1");
    for (const model of models) params.append("model", model);
    if (only !== null) params.set("only", only);
    return params.size === 0 ? "" : `?v=1&${params}`;
  },
};

/** The view that the worker is asked for. */
export function viewSpec({ table, models, only }: BatchState): ViewSpec {
  return { filter: table.filter, models, only, sort: table.sort };
}

/** Values of a link that break a rule are left out: the field then says what holds without them. */
function readSettings(params: URLSearchParams): Settings {
  const read: Record<string, number> = {};
  for (const name of settingNames) {
    const text = params.get(settingSpec(name).urlKey);
    if (text === null || text === "") continue;
    const value = Number(text);
    if (specProblem(settingSpec(name), value) === null) read[name] = value;
  }
  return { ...noSettings, ...read };
}
