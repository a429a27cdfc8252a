import type { FleetOutcome } from "@/components/calculator/fleet/compute-fleet";
import { signedUsdText } from "@/components/calculator/signed-usd";
import { formatMonths } from "@/lib/domain/format/format-duration";
import { formatHashrate } from "@/lib/domain/format/format-hashrate";
import { formatNumber } from "@/lib/domain/format/format-number";
import { formatPower } from "@/lib/domain/format/format-power";
import { formatUsd } from "@/lib/domain/format/format-usd";
import { periodsOfDay } from "@/lib/domain/mining/periods-of-day";

/** One figure that scenarios are compared by. */
interface CompareFigure {
  readonly label: string;
  readonly of: (outcome: FleetOutcome) => number | null;
  readonly text: (value: number) => string;
  /** "more" when a larger one is better for the owner; "neither" for size and power. */
  readonly better: "more" | "neither";
}

/** One scenario's figure, and how it differs from the first scenario's. */
export interface CompareCell {
  readonly text: string;
  /** "+$120", "" where there is nothing to compare with. */
  readonly difference: string;
  readonly tone: "gain" | "loss" | "neutral";
}

export interface CompareRow {
  readonly label: string;
  readonly cells: readonly CompareCell[];
}

const money = (value: number) => formatUsd(value, 0).replace("-", "−");
const dailyMoney = (value: number) => formatUsd(value).replace("-", "−");

const figures: readonly CompareFigure[] = [
  {
    label: "Machines",
    of: ({ before }) => before.totals.machinesOn,
    text: (value) => formatNumber(value, 0),
    better: "neither",
  },
  {
    label: "Hashrate, all on",
    of: ({ before }) => before.totals.hashrateThs,
    text: formatHashrate,
    better: "neither",
  },
  {
    label: "Power, all on",
    of: ({ before }) => before.totals.powerWatts,
    text: formatPower,
    better: "neither",
  },
  {
    label: "Profit a day, all on",
    of: ({ before }) => before.totals.daily.profitUsd,
    text: dailyMoney,
    better: "more",
  },
  {
    label: "Power, curtailed",
    of: ({ plan }) => plan?.after.powerWatts ?? null,
    text: formatPower,
    better: "neither",
  },
  {
    label: "Net effect a day",
    of: ({ plan }) => plan?.impact.netEffectUsdPerDay ?? null,
    text: dailyMoney,
    better: "more",
  },
  {
    label: "Profit a day, curtailed",
    of: ({ plan }) => plan?.after.daily.profitUsd ?? null,
    text: dailyMoney,
    better: "more",
  },
  {
    label: "Profit a month, curtailed",
    of: ({ plan }) => (plan === null ? null : periodsOfDay(plan.after.daily).monthly.profitUsd),
    text: money,
    better: "more",
  },
  {
    label: "Present value, curtailed",
    of: ({ outlookAfter }) => outlookAfter?.npvUsd ?? null,
    text: money,
    better: "more",
  },
];

/** The figures of several scenarios, each with its difference from the first; `null` is a scenario without figures. */
export function compareRows(outcomes: readonly (FleetOutcome | null)[]): CompareRow[] {
  const rows = figures.map((figure): CompareRow => {
    const values = outcomes.map((outcome) => (outcome === null ? null : figure.of(outcome)));
    const first = values[0] ?? null;
    return {
      label: figure.label,
      cells: values.map((value, index) => cellOf(figure, value, index === 0 ? null : first)),
    };
  });
  const payback = outcomes.map((outcome): CompareCell => {
    const { months = null, reason = null } = outcome?.outlookAfter?.payback ?? {};
    const text =
      months === null ? (reason?.startsWith("never") === true ? "never" : "none") : formatMonths(months);
    return { text: outcome === null ? "–" : text, difference: "", tone: "neutral" };
  });
  return [...rows, { label: "Payback, curtailed", cells: payback }];
}

function cellOf({ text, better }: CompareFigure, value: number | null, first: number | null): CompareCell {
  if (value === null) return { text: "–", difference: "", tone: "neutral" };
  if (first === null) return { text: text(value), difference: "", tone: "neutral" };
  const change = value - first;
  const size = text(Math.abs(change));
  // What rounds to nothing on the screen is no difference.
  if (!/[1-9]/.test(size)) return { text: text(value), difference: "", tone: "neutral" };
  const difference = size.startsWith("$") ? signedText(change, size) : `${change > 0 ? "+" : "−"}${size}`;
  const tone = better === "neither" ? "neutral" : change > 0 ? "gain" : "loss";
  return { text: text(value), difference, tone };
}

function signedText(change: number, size: string): string {
  return signedUsdText(change, size.includes(".") ? 2 : 0);
}
