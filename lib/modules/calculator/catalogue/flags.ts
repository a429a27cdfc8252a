import type { MinerModel } from "./schema";

interface Band {
  readonly least: number;
  readonly most: number;
}

const liquidBand: Band = { least: 10, most: 30 };
/** Air machines released after 2022; older ones were far less efficient. */
const recentAirBand: Band = { least: 12, most: 32 };

/**
 * Why a row deserves a second look, in words; empty when nothing is unusual. A flagged row is shown and used all the
 * same: desk-top machines are meant to be small, and a new generation may well leave the band.
 */
export function modelFlags(
  model: Pick<MinerModel, "cooling" | "releasedOn" | "efficiencyJoulesPerTh">,
): string[] {
  const { cooling, releasedOn, efficiencyJoulesPerTh: efficiency } = model;
  const isRecent = releasedOn !== null && releasedOn.slice(0, 4) > "2022";
  if (cooling === "air" && !isRecent) return [];
  const band = cooling === "air" ? recentAirBand : liquidBand;
  if (efficiency >= band.least && efficiency <= band.most) return [];
  const kind = cooling === "air" ? "air-cooled machines released after 2022" : "liquid-cooled machines";
  return [`${efficiency.toFixed(2)} J/TH is outside the ${band.least} to ${band.most} J/TH of ${kind}`];
}
