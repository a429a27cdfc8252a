import type { CurtailmentPlan, CurtailmentStrategy, RestAdvice } from "@/lib/domain/fleet/fleet";
import { formatPercent } from "@/lib/domain/format/format-percent";
import { formatUsd } from "@/lib/domain/format/format-usd";

export const strategyWords: Readonly<Record<CurtailmentStrategy, string>> = {
  efficiency: "Least efficient first",
  proportional: "Same share of each model",
  random: "At random",
  unprofitable: "Only what loses money",
};

const count = (value: number) => value.toLocaleString("en-US");

/** "80 of 400 machines, and one more for 40 % of the day". */
export function restWords({ groups, before }: CurtailmentPlan): string {
  const off = groups.reduce((sum, group) => sum + group.machinesOff, 0);
  const partly = groups.filter(({ partTimeOffRatio }) => partTimeOffRatio > 0);
  const whole = `${count(off)} of ${count(before.machinesOn)} machines`;
  const [only] = partly;
  if (only === undefined) return whole;
  const share = partly.length === 1 ? `${formatPercent(only.partTimeOffRatio, 0)} of` : "part of";
  if (off === 0) {
    return partly.length === 1
      ? `one machine for ${share} the day`
      : `${partly.length} machines for part of the day`;
  }
  return `${whole}, and ${partly.length === 1 ? "one" : partly.length} more for ${share} the day`;
}

/**
 * What a plan does, in a sentence: "Switching off 80 of 400 machines saves $1,204 a day of power and gives up $1,911 of
 * revenue: it costs $707 a day."
 */
export function planSentence(plan: CurtailmentPlan): string {
  const {
    energyCostSavedUsdPerDay: saved,
    netRevenueLostUsdPerDay: lost,
    netEffectUsdPerDay: net,
  } = plan.impact;
  if (plan.impact.powerSavedWatts === 0) {
    return plan.request.strategy === "unprofitable"
      ? "No model loses money per kWh: nothing is switched off."
      : "Nothing is switched off.";
  }
  // All with cents or none, so that the sum can be followed.
  const known = [saved, lost, net].filter((usd) => usd !== null);
  const decimals = known.some((usd) => Math.abs(usd) < 100) ? 2 : 0;
  const money = (usd: number) => formatUsd(Math.abs(usd), decimals);
  const what = `Switching off ${restWords(plan)} saves ${money(saved)} a day of power`;
  if (lost === null || net === null)
    return `${what}; without a Bitcoin price nobody can say what it gives up.`;
  const end =
    Math.abs(net) < 0.005
      ? "it makes no difference"
      : `it ${net > 0 ? "brings" : "costs"} ${money(net)} a day`;
  return `${what} and gives up ${money(lost)} of revenue: ${end}.`;
}

/** "Antminer S19: earns $0.051 per kWh, pays $0.070: switch off all 120." */
export function adviceSentence({
  name,
  machines,
  strikeUsdPerKwh,
  electricityUsdPerKwh,
}: RestAdvice): string {
  const order = machines === 1 ? "switch it off" : `switch off all ${count(machines)}`;
  const [earns, pays] = apart(strikeUsdPerKwh, electricityUsdPerKwh);
  return `${name}: earns ${earns} per kWh, pays ${pays}: ${order}.`;
}

/** Two prices with as many decimals, from three on, as it takes to tell them apart. */
function apart(first: number, second: number): readonly [string, string] {
  for (let decimals = 3; decimals < 8; decimals += 1) {
    const texts = [formatUsd(first, decimals), formatUsd(second, decimals)] as const;
    if (texts[0] !== texts[1]) return texts;
  }
  return [formatUsd(first, 8), formatUsd(second, 8)];
}
