import { startMachine } from "@/components/calculator/calculator-state";
import { type NumberName, numberSpec, ruleProblem } from "@/components/calculator/fields";
import type { LinkProblem } from "@/components/calculator/link-state";
import type { UrlCodec } from "@/lib/browser/url-state";
import { isUtcDay } from "@/lib/domain/network/utc-day";

/** Horizons a person may test, in months of 30.4375 days. */
export const horizons = [3, 6, 12, 24] as const;
export type Horizon = (typeof horizons)[number];

/** Numbers of the calculator that the back-test shares, in the order of the screen. */
export const termNames = [
  "hashrateThs",
  "powerWatts",
  "quantity",
  "electricityUsdPerKwh",
  "poolFeeRatio",
  "uptimeRatio",
  "hashrateDecayRatioPerMonth",
  "fixedCostUsdPerMonth",
] as const satisfies readonly NumberName[];
export type TermName = (typeof termNames)[number];

/** What happened is held against the median of what was said, or against the flat figure. */
export type Against = "median" | "flat";

/** Everything a person sets on the back-test; hashrate and power are `null` while a catalogued machine is chosen. */
export type BackTestState = { readonly [K in TermName]: number | null } & {
  readonly machine: string | null;
  readonly dayUtc: string;
  readonly months: Horizon;
  readonly against: Against;
};

/** The state with what its link asked for in vain. */
export interface BackTestLink {
  readonly state: BackTestState;
  readonly problems: readonly LinkProblem[];
}

const version = "1";
const empty = "-";

/** The example the page opens with. One machine, so that the sentence speaks of something one can picture. */
export const startBackTest: BackTestState = {
  ...(Object.fromEntries(termNames.map((name) => [name, numberSpec(name).start])) as Record<
    TermName,
    number | null
  >),
  quantity: 1,
  machine: startMachine,
  dayUtc: "2025-01-01",
  months: 12,
  against: "median",
};

/** The query of a link to the back-test that shows the same: "" for the starting state. */
export function writeBackTestQuery(state: BackTestState): string {
  const params = new URLSearchParams();
  if (state.machine !== startBackTest.machine) params.set("m", state.machine ?? empty);
  for (const name of termNames) {
    const value = state[name];
    if (value !== startBackTest[name])
      params.set(numberSpec(name).urlKey, value === null ? empty : String(value));
  }
  if (state.dayUtc !== startBackTest.dayUtc) params.set("day", state.dayUtc);
  if (state.months !== startBackTest.months) params.set("h", String(state.months));
  if (state.against !== startBackTest.against) params.set("vs", state.against);
  return params.size === 0 ? "" : `?v=${version}&${params}`;
}

/** What a link asks for. What cannot be understood is named and takes its starting value, alone. */
function readBackTestQuery(query: string): BackTestLink {
  const params = new URLSearchParams(query);
  const problems: LinkProblem[] = [];
  const read = <T>(
    key: string,
    field: string,
    rule: string,
    parse: (text: string) => T | undefined,
    start: T,
  ): T => {
    const text = params.get(key);
    if (text === null) return start;
    const value = parse(text);
    if (value === undefined) problems.push({ field, given: text.slice(0, 40), rule });
    return value === undefined ? start : value;
  };
  const asked = params.get("v");
  if (asked !== null && asked !== version) {
    const rule = `this page reads version ${version}; what it does not know is left out`;
    problems.push({ field: "Version of the link", given: asked.slice(0, 40), rule });
  }
  const terms = Object.fromEntries(
    termNames.map((name) => {
      const { urlKey, label } = numberSpec(name);
      return [name, read(urlKey, label, ruleOf(name), (text) => termFrom(name, text), startBackTest[name])];
    }),
  ) as Record<TermName, number | null>;
  const horizonWords = `one of ${horizons.join(", ")} months`;
  const state: BackTestState = {
    ...terms,
    machine: read(
      "m",
      "Machine",
      "the short name of a machine in the catalogue",
      machineFrom,
      startBackTest.machine,
    ),
    dayUtc: read("day", "Day", "a UTC day written YYYY-MM-DD", dayFrom, startBackTest.dayUtc),
    months: read("h", "Horizon", horizonWords, horizonFrom, startBackTest.months),
    against: read("vs", "Compared with", "median or flat", againstFrom, startBackTest.against),
  };
  return { state, problems };
}

function ruleOf(name: TermName): string {
  const { unit, limit } = numberSpec(name);
  return unit.startsWith("%")
    ? `a ratio from ${limit.min} to ${limit.max} (0.02 is 2 %)`
    : `a number from ${limit.min} to ${limit.max.toLocaleString("en-US")}`;
}

function termFrom(name: TermName, text: string): number | null | undefined {
  const isNumber = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text);
  if (text !== empty && !isNumber) return undefined;
  const value = text === empty ? null : Number(text);
  return ruleProblem(name, value) === null ? value : undefined;
}

function machineFrom(text: string): string | null | undefined {
  if (text === empty) return null;
  return /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) ? text : undefined;
}

function dayFrom(text: string): string | undefined {
  return isUtcDay(text) ? text : undefined;
}

function horizonFrom(text: string): Horizon | undefined {
  return horizons.find((months) => String(months) === text);
}

function againstFrom(text: string): Against | undefined {
  return text === "median" || text === "flat" ? text : undefined;
}

/** The back-test's state in its link. */
export const backTestCodec: UrlCodec<BackTestLink> = {
  read: readBackTestQuery,
  write: ({ state }) => writeBackTestQuery(state),
};
