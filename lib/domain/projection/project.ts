import type {
  CalculationInputs,
  CalculationResult,
  HalvingMark,
  ProjectionBasis,
  ProjectionMonth,
} from "../mining/calculation";
import { BLOCKS_PER_HALVING, BLOCKS_PER_MONTH } from "../network/consensus";
import { nextHalvingHeight, subsidyBtcAtHeight } from "../network/subsidy";
import type { ProjectionStart } from "./block-walk";
import { flatProjection } from "./flat-projection";
import { internalRateOfReturn } from "./internal-rate-of-return";
import { mineVersusBuy } from "./mine-versus-buy";
import { monthStepper } from "./month-stepper";
import { netPresentValue } from "./net-present-value";
import { paybackOf } from "./payback";

/** The part of the calculator's answer that looks ahead. */
export type ProjectionResult = Pick<
  CalculationResult,
  | "payback"
  | "npvUsd"
  | "npvReason"
  | "irr"
  | "irrReason"
  | "mineVersusBuy"
  | "mineVersusBuyReason"
  | "chart"
  | "chartReason"
>;

/** What a projection needs to know beside the machines. */
type ProjectionTerms = Pick<CalculationInputs, "market" | "capexUsd" | "projection">;

const NO_CAPEX = "no capital cost given";
const NO_PROJECTION = "no projection given";

function withoutChart(reason: string, capexUsd: number | null): ProjectionResult {
  const first = capexUsd === null ? NO_CAPEX : reason;
  return {
    payback: { months: null, reason: first, warning: null, basis: null },
    npvUsd: null,
    npvReason: first,
    irr: null,
    irrReason: first,
    mineVersusBuy: null,
    mineVersusBuyReason: first,
    chart: null,
    chartReason: reason,
  };
}

function halvingsWithin(blockHeight: number, months: number): HalvingMark[] {
  const marks: HalvingMark[] = [];
  const last = blockHeight + months * BLOCKS_PER_MONTH;
  for (let height = nextHalvingHeight(blockHeight); height <= last; height += BLOCKS_PER_HALVING) {
    const monthsAhead = (height - blockHeight) / BLOCKS_PER_MONTH;
    marks.push({ height, monthsAhead, subsidyBtcAfter: subsidyBtcAtHeight(height) });
  }
  return marks;
}

/** Cash flows by month: capital cost now, profits at each month's end, resale with the last. */
function cashFlows(months: readonly ProjectionMonth[], capexUsd: number, resaleUsd: number): number[] {
  const flows = [-capexUsd];
  for (const { month, profitUsd } of months)
    flows.push(month === months.length ? profitUsd + resaleUsd : profitUsd);
  return flows;
}

type Returns = Pick<
  ProjectionResult,
  "npvUsd" | "npvReason" | "irr" | "irrReason" | "mineVersusBuy" | "mineVersusBuyReason"
>;

/** NPV, IRR and mine-versus-buy need a capital cost and a path somebody chose; the flat one is only a picture. */
function returnsOf(
  months: readonly ProjectionMonth[],
  given: ProjectionTerms,
  resaleUsd: number,
  btcPriceUsd: number,
): Returns {
  const { capexUsd, projection } = given;
  if (capexUsd === null || projection === null) {
    const reason = capexUsd === null ? NO_CAPEX : NO_PROJECTION;
    const nulls = { npvUsd: null, irr: null, mineVersusBuy: null };
    return { ...nulls, npvReason: reason, irrReason: reason, mineVersusBuyReason: reason };
  }
  const flows = cashFlows(months, capexUsd, resaleUsd);
  const rate = internalRateOfReturn(flows);
  const { discountRatioPerYear } = projection;
  return {
    npvUsd: discountRatioPerYear === null ? null : netPresentValue(flows, discountRatioPerYear),
    npvReason: discountRatioPerYear === null ? "no discount rate given" : null,
    irr: rate.ratioPerYear,
    irrReason: rate.reason,
    mineVersusBuy: mineVersusBuy(months, capexUsd, resaleUsd, btcPriceUsd),
    mineVersusBuyReason: null,
  };
}

/**
 * The months ahead along a stepper, with payback, NPV, IRR and the comparison with buying.
 *
 * Without `given.projection` the chart and payback take the flat path (`basis: "flat"`), and NPV and IRR stay `null`.
 * Without a BTC price or a block height nothing can be projected, and each part says so.
 *
 * @param stepperFrom begins the walk; `cumulativeUsd` starts at -capexUsd.
 */
export function projectAlong(
  given: ProjectionTerms,
  stepperFrom: (known: Omit<ProjectionStart, "inputs">) => () => ProjectionMonth,
): ProjectionResult {
  const { market, capexUsd } = given;
  if (market.btcPriceUsd === null) return withoutChart("no BTC price is known", capexUsd);
  if (market.blockHeight === null) {
    return withoutChart("no block height is known, so the halving cannot be placed", capexUsd);
  }
  const basis: ProjectionBasis = given.projection === null ? "flat" : "given";
  const projection = given.projection ?? flatProjection;
  const nextMonth = stepperFrom({
    projection,
    btcPriceUsd: market.btcPriceUsd,
    blockHeight: market.blockHeight,
  });
  const months: ProjectionMonth[] = [];
  for (let count = 0; count < projection.months; count += 1) months.push(nextMonth());
  const resaleUsd = projection.resaleUsd ?? (projection.resaleRatioOfCapex ?? 0) * (capexUsd ?? 0);
  const noPayback = capexUsd === null ? NO_CAPEX : "the capital cost is 0, so there is nothing to pay back";
  return {
    payback:
      capexUsd === null || capexUsd === 0
        ? { months: null, reason: noPayback, warning: null, basis: null }
        : paybackOf((month) => (months[month - 1] ?? nextMonth()).profitUsd, projection, capexUsd, basis),
    ...returnsOf(months, given, resaleUsd, market.btcPriceUsd),
    chart: { basis, months, halvings: halvingsWithin(market.blockHeight, projection.months), resaleUsd },
    chartReason: null,
  };
}

/** The months ahead of one kind of machine in USD and BTC. Inputs must have been checked. */
export function project(inputs: CalculationInputs): ProjectionResult {
  return projectAlong(inputs, (known) => monthStepper({ inputs, ...known }));
}
