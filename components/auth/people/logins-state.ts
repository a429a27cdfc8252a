import type { TableView } from "@/components/tables/table-types";
import type { UrlCodec } from "@/lib/browser/url-state";
import type { Login } from "@/lib/modules/auth/people/logins";
import { methodWords, outcomeWords } from "./login-words";

export type OutcomeFilter = Login["outcome"] | "failed";

/** Everything a person sets on the login history. */
export interface LoginsView {
  readonly table: TableView;
  readonly outcome: OutcomeFilter | null;
  readonly method: Login["method"] | null;
  readonly userId: string | null;
  /** UTC days; null without a bound. */
  readonly from: string | null;
  readonly to: string | null;
}

const startTable: TableView = { filter: "", sort: null, preset: "" };

export const startView: LoginsView = {
  table: startTable,
  outcome: null,
  method: null,
  userId: null,
  from: null,
  to: null,
};

/** The history in a link: `?v=1&q=ana&outcome=failed&from=2026-11-01`. */
export const loginsCodec: UrlCodec<LoginsView> = {
  read: (search) => {
    const params = new URLSearchParams(search);
    const [outcome, method] = [params.get("outcome") ?? "", params.get("method") ?? ""];
    return {
      table: { ...startTable, filter: params.get("q") ?? "" },
      outcome: isOutcome(outcome) ? outcome : null,
      method: isMethod(method) ? method : null,
      userId: params.get("user"),
      from: dayOf(params.get("from")),
      to: dayOf(params.get("to")),
    };
  },
  write: ({ table, outcome, method, userId, from, to }) => {
    const params = new URLSearchParams({ v: "1" });
    if (table.filter !== "") params.set("q", table.filter);
    if (outcome !== null) params.set("outcome", outcome);
    if (method !== null) params.set("method", method);
    if (userId !== null) params.set("user", userId);
    if (from !== null) params.set("from", from);
    if (to !== null) params.set("to", to);
    return params.size === 1 ? "" : `?${params}`;
  },
};

/** What the API is asked for a view; the window of rows is added by whoever asks. */
export function loginsSearch({ table, outcome, method, userId, from, to }: LoginsView): string {
  const params = new URLSearchParams();
  if (table.filter.trim() !== "") params.set("search", table.filter.trim().slice(0, 100));
  if (outcome !== null) params.set("outcome", outcome);
  if (method !== null) params.set("method", method);
  if (userId !== null) params.set("userId", userId);
  if (from !== null) params.set("from", from);
  if (to !== null) params.set("to", to);
  return params.toString();
}

export function isOutcome(word: string): word is OutcomeFilter {
  return word === "failed" || Object.hasOwn(outcomeWords, word);
}

export function isMethod(word: string): word is Login["method"] {
  return Object.hasOwn(methodWords, word);
}

function dayOf(text: string | null): string | null {
  return text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : null;
}
