import { calculateFleet } from "@/lib/domain/fleet/calculate-fleet";
import type { CurtailmentRequest, FleetGroup, FleetInputs, HourPrice } from "@/lib/domain/fleet/fleet";
import { planCurtailment } from "@/lib/domain/fleet/plan-curtailment";
import { planHours } from "@/lib/domain/fleet/plan-hours";
import { projectFleet } from "@/lib/domain/fleet/project-fleet";
import { perSecond } from "./measure/per-second";
import { figure } from "./measure/statistics";

const GROUPS = 1000;
const MACHINES_PER_GROUP = 100;
const HOURS = 8760;
const HOURLY_GROUPS = 20;

const groups = Array.from(
  { length: GROUPS },
  (_, index): FleetGroup => ({
    id: `g${index}`,
    name: `Model ${index}`,
    hashrateThs: 90 + (index % 37) * 5,
    powerWatts: 3000 + (index % 53) * 20,
    quantity: MACHINES_PER_GROUP,
    ageMonths: index % 48,
    hashrateDecayRatioPerMonth: 0.002,
    electricityUsdPerKwh: 0.04 + (index % 50) / 1000,
  }),
);

const fleet: FleetInputs = {
  groups,
  poolFeeRatio: 0.02,
  uptimeRatio: 0.98,
  fixedCostUsdPerMonth: 10_000,
  market: {
    btcPriceUsd: 85_000,
    difficulty: 132.7e12,
    networkHashrateThs: null,
    networkHashrateStale: false,
    subsidyBtc: 3.125,
    feesBtcPerBlock: 0.03,
    blockHeight: 970_000,
  },
};

const hourlyFleet: FleetInputs = { ...fleet, groups: groups.slice(0, HOURLY_GROUPS) };

const prices = Array.from(
  { length: HOURS },
  (_, hour): HourPrice => ({
    startMs: hour * 3_600_000,
    usdPerKwh: 0.05 + 0.04 * Math.sin((hour * Math.PI) / 12) + ((hour * 7919) % 101) / 5000,
  }),
);

/** A BTC price that changes from call to call, so that nothing can be computed once and reused. */
function at(inputs: FleetInputs, index: number): FleetInputs {
  return { ...inputs, market: { ...inputs.market, btcPriceUsd: 80_000 + (index % 1000) } };
}

function incomeUsdPerThDay({ market, poolFeeRatio }: FleetInputs): number {
  const reward = market.subsidyBtc + (market.feesBtcPerBlock ?? 0);
  const btc = (86_400e12 * reward) / (market.difficulty * 4_294_967_296);
  return btc * (market.btcPriceUsd ?? 0) * (1 - poolFeeRatio);
}

/** The least that result and plan by efficiency take: the formulas in two loops and one sort, no checks, no answer. */
function plainPlanUsd(inputs: FleetInputs, shareRatio: number): number {
  const income = incomeUsdPerThDay(inputs);
  let watts = 0;
  let profitUsd = 0;
  const rows = inputs.groups.map((group) => {
    const ths = group.hashrateThs * (1 - group.hashrateDecayRatioPerMonth) ** group.ageMonths;
    const kwh = (group.powerWatts * 24) / 1000;
    const marginUsd = (ths * income - kwh * group.electricityUsdPerKwh) * inputs.uptimeRatio;
    watts += group.powerWatts * group.quantity;
    profitUsd += marginUsd * group.quantity;
    return { group, marginUsd, efficiency: group.powerWatts / ths };
  });
  rows.sort((a, b) => b.efficiency - a.efficiency);
  let left = watts * shareRatio;
  for (const { group, marginUsd } of rows) {
    if (left <= 0) break;
    const machines = Math.min(group.quantity, left / group.powerWatts);
    left -= machines * group.powerWatts;
    profitUsd -= machines * marginUsd;
  }
  return profitUsd;
}

/** The hours' rule in two loops: run unless the price is above the income per kWh. */
function plainHoursUsd(inputs: FleetInputs): number {
  const income = incomeUsdPerThDay(inputs);
  let profitUsd = 0;
  for (const group of inputs.groups) {
    const ths = group.hashrateThs * (1 - group.hashrateDecayRatioPerMonth) ** group.ageMonths;
    const strike = (ths * income) / ((group.powerWatts * 24) / 1000);
    const kwh = (group.powerWatts * group.quantity * inputs.uptimeRatio) / 1000;
    for (const { usdPerKwh } of prices) if (usdPerKwh <= strike) profitUsd += (strike - usdPerKwh) * kwh;
  }
  return profitUsd;
}

const byEfficiency: CurtailmentRequest = {
  strategy: "efficiency",
  basis: "power",
  shareRatio: 0.3,
  seed: 0,
};

function plannedUsd(inputs: FleetInputs, request: CurtailmentRequest): number {
  return planCurtailment(inputs, request).after.daily.profitUsd ?? Number.NaN;
}

const sixtyMonths = {
  months: 60,
  difficultyGrowthRatio: 0.01,
  difficultyGrowthPer: "retarget",
  priceGrowthRatioPerMonth: 0.01,
  hashrateDecayRatioPerMonth: 0,
  electricityEscalatorRatioPerYear: 0.03,
  feeShareRatio: null,
  discountRatioPerYear: 0.1,
  resaleRatioOfCapex: 0.1,
  resaleUsd: null,
} as const;

/** Milliseconds of a plan with its result for 1,000 groups of 100 machines, and of a year's hours for 20 groups. */
export function measureFleet() {
  const subjects = {
    plainPlan: (index: number) => plainPlanUsd(at(fleet, index), 0.3),
    planAndResult: (index: number) =>
      plannedUsd(at(fleet, index), byEfficiency) + (calculateFleet(fleet).totals.daily.profitUsd ?? 0),
    randomPlan: (index: number) =>
      plannedUsd(fleet, { ...byEfficiency, strategy: "random", basis: "machines", seed: index }),
    plainHours: (index: number) => plainHoursUsd(at(hourlyFleet, index)),
    hours: (index: number) => planHours(at(hourlyFleet, index), prices).plannedUsd,
    sixtyMonths: (index: number) =>
      projectFleet(at(fleet, index), null, sixtyMonths, 100_000_000).npvUsd ?? Number.NaN,
  };
  const calls = {
    plainPlan: 200,
    planAndResult: 50,
    randomPlan: 30,
    plainHours: 100,
    hours: 50,
    sixtyMonths: 3,
  };
  const rates = perSecond(subjects, calls, 9);
  const milliseconds = (rate: number) => figure(1000 / rate);
  return {
    groups: GROUPS,
    machines: GROUPS * MACHINES_PER_GROUP,
    hours: HOURS,
    hourlyGroups: HOURLY_GROUPS,
    milliseconds: {
      plainPlan: milliseconds(rates.plainPlan),
      planAndResult: milliseconds(rates.planAndResult),
      randomPlan: milliseconds(rates.randomPlan),
      plainHours: milliseconds(rates.plainHours),
      hours: milliseconds(rates.hours),
      sixtyMonths: milliseconds(rates.sixtyMonths),
    },
    timesThePlainLoop: {
      planAndResult: figure(rates.plainPlan / rates.planAndResult),
      hours: figure(rates.plainHours / rates.hours),
    },
    // Both answer the same: a benchmark of a wrong loop would compare nothing.
    relativeDifference: {
      plan: figure(
        relative(plainPlanUsd(fleet, 0.3) - 10_000 / (365.25 / 12), plannedUsd(fleet, byEfficiency)),
      ),
      hours: figure(relative(plainHoursUsd(hourlyFleet), planHours(hourlyFleet, prices).plannedUsd)),
    },
  };
}

function relative(one: number, other: number): number {
  return Math.abs(one - other) / Math.abs(other);
}
