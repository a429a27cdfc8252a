import type { UrlCodec } from "@/lib/browser/url-state";
import type { Run } from "@/lib/modules/events/schema";

export const parts = ["functions", "runs", "dead-letters"] as const;
export type Part = (typeof parts)[number];

export const runStateNames: Readonly<Record<Run["state"], string>> = {
  running: "Running",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Cancelled",
};

/** Everything a person sets on the screen of events. */
export interface EventsView {
  readonly part: Part;
  readonly functionId: string | null;
  readonly state: Run["state"] | null;
  readonly run: string | null;
  readonly letters: "open" | "resolved";
}

/** The screen in a link: `?v=1&part=runs&state=failed`. */
export const eventsCodec: UrlCodec<EventsView> = {
  read: (search) => {
    const params = new URLSearchParams(search);
    const [part, state] = [params.get("part"), params.get("state") ?? ""];
    return {
      part: parts.find((one) => one === part) ?? "functions",
      functionId: params.get("function"),
      state: Object.hasOwn(runStateNames, state) ? (state as Run["state"]) : null,
      run: params.get("run"),
      letters: params.get("letters") === "resolved" ? "resolved" : "open",
    };
  },
  write: ({ part, functionId, state, run, letters }) => {
    const params = new URLSearchParams();
    if (part !== "functions") params.set("part", part);
    if (functionId !== null) params.set("function", functionId);
    if (state !== null) params.set("state", state);
    if (run !== null) params.set("run", run);
    if (letters !== "open") params.set("letters", letters);
    if (params.size === 0) return "";
    params.set("v", "1");
    return `?${params}`;
  },
};
