import { numberSpec } from "@/components/calculator/fields";
import type { UsedInput } from "@/components/calculator/resolve-inputs";

const dayMs = 86_400_000;
const spoken = ["btcPriceUsd", "difficulty", "networkHashrateThs", "feesBtcPerBlock", "blockHeight"];

/** A moment as "6 Oct 2026", in UTC. */
function dayText(isoMoment: string): string {
  return new Date(isoMoment).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
}

/** The day a figure describes; a daily close describes the end of its day, which is midnight of the next. */
export function describedDay(isoMoment: string, source: string | null): string {
  const isClose = source?.includes("daily close") === true;
  return dayText(new Date(Date.parse(isoMoment) - (isClose ? 1 : 0)).toISOString());
}

/**
 * One sentence for each market figure in use that is stale: "Bitcoin price is the shipped daily close of 6 Oct 2026,
 * 47 days old; no live source answered." Your own values are never stale.
 */
export function staleSentences(used: readonly UsedInput[], nowMs: number): string[] {
  return used.flatMap(({ name, figure }) => {
    if (!figure.stale || figure.value === null || !spoken.includes(name)) return [];
    const why =
      figure.note?.includes("switched off") === true
        ? "live sources are switched off"
        : "no live source answered";
    const estimate = /^Estimate: (.*)$/.exec(figure.note ?? "")?.[1];
    if (estimate !== undefined) return [`${numberSpec(name).label} is an estimate: ${estimate}; ${why}.`];
    const from = figure.source === null ? "an old value" : `the ${figure.source.replace(/^the /, "")}`;
    if (figure.asOf === null) return [`${numberSpec(name).label} is ${from}, of unknown age; ${why}.`];
    const age = ageText(nowMs - Date.parse(figure.asOf));
    const day = describedDay(figure.asOf, figure.source);
    return [`${numberSpec(name).label} is ${from} of ${day}, ${age} old; ${why}.`];
  });
}

function ageText(ageMs: number): string {
  if (ageMs < 3_600_000) return `${Math.max(0, Math.floor(ageMs / 60_000))} min`;
  if (ageMs < 2 * dayMs) return `${Math.floor(ageMs / 3_600_000)} h`;
  return `${Math.floor(ageMs / dayMs)} days`;
}
