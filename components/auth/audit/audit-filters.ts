import type { UrlCodec } from "@/lib/browser/url-state";

/** What a person has set on the trail; "" is not set. The names are those of the API. */
export interface AuditFilters {
  readonly text: string;
  readonly actor: string;
  readonly action: string;
  readonly objectKind: string;
  readonly objectId: string;
  /** UTC days, both included. */
  readonly from: string;
  readonly to: string;
}

export const noAuditFilters: AuditFilters = {
  text: "",
  actor: "",
  action: "",
  objectKind: "",
  objectId: "",
  from: "",
  to: "",
};

const names = Object.keys(noAuditFilters) as (keyof AuditFilters)[];
const day = /^\d{4}-\d{2}-\d{2}$/;

/** The trail in a link: `?v=1&actor=…&from=2026-11-01`. */
export const auditCodec: UrlCodec<AuditFilters> = {
  read: (search) => {
    const params = new URLSearchParams(search);
    const read = (name: keyof AuditFilters) => (params.get(name) ?? "").slice(0, 200);
    const readDay = (name: "from" | "to") => (day.test(read(name)) ? read(name) : "");
    return {
      text: read("text"),
      actor: read("actor"),
      action: read("action"),
      objectKind: read("objectKind"),
      objectId: read("objectId"),
      from: readDay("from"),
      to: readDay("to"),
    };
  },
  write: (filters) => {
    const params = filterParams(filters);
    if (params.size === 0) return "";
    params.set("v", "1");
    return `?${params}`;
  },
};

/** The filters that are set, as the API takes them. */
export function filterParams(filters: AuditFilters): URLSearchParams {
  const params = new URLSearchParams();
  for (const name of names) {
    const value = filters[name].trim();
    if (value !== "") params.set(name, value);
  }
  return params;
}
