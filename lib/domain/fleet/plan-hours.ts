import { dailyOf } from "../mining/calculate-daily";
import { requireWithin } from "../require-range";
import { requireBtcPrice, requireValidFleet } from "./check-fleet";
import type { FleetGroup, FleetInputs, HourlyGroupPlan, HourlyPlan, HourPrice } from "./fleet";
import { groupCalculation, losesMoney, strikeAtPrice } from "./group-calculation";
import { HOUR_PRICE_LIMIT } from "./hour-price-limit";

const HOURS_PER_DAY = 24;

/** One group's figures for an hour on, and its plan. */
interface GroupHours {
  readonly plan: HourlyGroupPlan;
  readonly alwaysOnUsd: number;
  readonly energyKwhPerHour: number;
  readonly btcPerHour: number;
}

function planGroup(
  inputs: FleetInputs,
  group: FleetGroup,
  btcPriceUsd: number,
  prices: readonly HourPrice[],
): GroupHours {
  const machine = groupCalculation(inputs, group, 0);
  const strikeUsdPerKwh = strikeAtPrice(machine, btcPriceUsd);
  const day = dailyOf(machine, 0);
  const energyKwhPerHour = day.energyKwh / HOURS_PER_DAY;
  const hoursOff: number[] = [];
  let marginUsdPerKw = 0;
  let gainUsdPerKw = 0;
  prices.forEach(({ usdPerKwh }, hour) => {
    const marginUsdPerKwh = strikeUsdPerKwh - usdPerKwh;
    marginUsdPerKw += marginUsdPerKwh;
    if (!losesMoney(strikeUsdPerKwh, usdPerKwh)) return;
    hoursOff.push(hour);
    gainUsdPerKw -= marginUsdPerKwh;
  });
  return {
    plan: {
      id: group.id,
      name: group.name,
      hoursOff,
      strikeUsdPerKwh,
      gainUsd: gainUsdPerKw * energyKwhPerHour,
    },
    alwaysOnUsd: marginUsdPerKw * energyKwhPerHour,
    energyKwhPerHour,
    btcPerHour: day.btcPerDayNet / HOURS_PER_DAY,
  };
}

/**
 * The hours in which each group should rest: those whose price is above its strike price, the income after pool fee
 * per kWh. At a price below zero machines run.
 *
 * The hourly prices take the place of the groups' own electricity prices. profit = sum over hours on of (strike -
 * price) x kWh, before fixed costs, at today's BTC price and difficulty; without ramps or start-up costs no other
 * choice of hours earns more. An hour counts with the fleet's uptime.
 *
 * @param prices one an hour, USD/kWh, -20..20; at least one.
 * @throws {DomainError} on the first broken rule of the fleet or the prices, and without a BTC price.
 */
export function planHours(inputs: FleetInputs, prices: readonly HourPrice[]): HourlyPlan {
  requireValidFleet(inputs);
  const btcPriceUsd = requireBtcPrice(inputs);
  requireWithin("prices.length", prices.length, { min: 1, max: Number.MAX_VALUE, unit: "hours" });
  prices.forEach(({ usdPerKwh }, hour) => {
    requireWithin(`prices[${hour}].usdPerKwh`, usdPerKwh, HOUR_PRICE_LIMIT);
  });
  const groups = inputs.groups.map((group) => planGroup(inputs, group, btcPriceUsd, prices));
  let alwaysOnUsd = 0;
  let gainUsd = 0;
  let energySavedKwh = 0;
  let btcLost = 0;
  for (const group of groups) {
    const hours = group.plan.hoursOff.length;
    alwaysOnUsd += group.alwaysOnUsd;
    gainUsd += group.plan.gainUsd;
    energySavedKwh += hours * group.energyKwhPerHour;
    btcLost += hours * group.btcPerHour;
  }
  return {
    hours: prices.length,
    groups: groups.map(({ plan }) => plan),
    alwaysOnUsd,
    plannedUsd: alwaysOnUsd + gainUsd,
    energySavedKwh,
    btcLost,
  };
}
