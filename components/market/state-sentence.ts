import { formatDuration } from "@/lib/domain/format/format-duration";
import { formatChange } from "@/lib/domain/format/format-percent";
import { formatUsd } from "@/lib/domain/format/format-usd";
import type { MarketNow } from "@/lib/modules/market/schema";

/**
 * The network in one sentence: what a petahash earns and where difficulty is heading, or what is not known.
 *
 * @param nowMs the clock, Unix ms.
 */
export function stateSentence(now: MarketNow, nowMs: number): string {
  return `${earns(now)} ${heads(now, nowMs)}`;
}

function earns(now: MarketNow): string {
  const { value, stale } = now.hashpriceUsdPerPhDay;
  if (value === null) return "What one PH/s earns is not known right now.";
  const fees = now.feesBtcPerBlock.value === null ? ", fees not included" : " including fees";
  return `One PH/s ${stale ? "last earned" : "earns"} ${formatUsd(value)} a day${fees}.`;
}

function heads({ retarget }: MarketNow, nowMs: number): string {
  const change = retarget.estimatedChangeRatio.value;
  if (change === null || retarget.estimatedAt === null) return "No estimate of the next retarget is known.";
  const ahead = Date.parse(retarget.estimatedAt) - nowMs;
  // An estimate from before the retarget describes one that has happened since.
  if (ahead <= 0) return "The retarget that was expected last is due; no newer estimate is known.";
  const movement = change === 0 ? "stay as it is" : `change by ${formatChange(change)}`;
  return `Difficulty is expected to ${movement} in ${formatDuration(ahead)}.`;
}
