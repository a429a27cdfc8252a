"use client";

import { type Dispatch, useCallback } from "react";
import { type SiteNumber, siteFields } from "@/components/calculator/fleet/fleet-fields";
import { type FleetAction, fieldKey } from "@/components/calculator/fleet/fleet-state";
import type { MarketNumber } from "@/components/calculator/fleet/resolve-fleet";
import type { Fleet } from "@/components/calculator/fleet/use-fleet";
import { specProblem } from "@/components/calculator/number-spec";
import { SpecNumber, SpecOverride } from "@/components/calculator/spec-fields";
import { FormSection } from "@/components/forms/form-section";
import { SelectField } from "@/components/forms/select-field";
import { SliderField } from "@/components/forms/slider-field";
import { formatDifficulty } from "@/lib/domain/format/format-difficulty";
import { formatChange, formatPercent } from "@/lib/domain/format/format-percent";
import { formatUsd } from "@/lib/domain/format/format-usd";

const siteNumbers = ["poolFeeRatio", "uptimeRatio", "fixedCostUsdPerMonth", "otherCapexUsd"] as const;
const marketNumbers = ["btcPriceUsd", "difficulty", "subsidyBtc", "feesBtcPerBlock", "blockHeight"] as const;
const aheadNumbers = [
  "priceGrowthRatioPerMonth",
  "electricityEscalatorRatioPerYear",
  "resaleRatioOfCapex",
  "discountRatioPerYear",
] as const;

const helps: Readonly<Partial<Record<SiteNumber, string>>> = {
  fixedCostUsdPerMonth: "Staff, rent, maintenance: switching off does not save it.",
  otherCapexUsd: "Transport, racks, transformers: for the whole fleet.",
  electricityEscalatorRatioPerYear: "Steps at each anniversary.",
  resaleRatioOfCapex: "Counts for NPV, not for payback.",
  discountRatioPerYear: "Empty leaves the net present value out.",
};
const missingWords: Readonly<Partial<Record<MarketNumber, string>>> = {
  feesBtcPerBlock: "Transaction fees not included: no source gives them now.",
  blockHeight: "No block height: without one there is no projection.",
};
const months = (count: number) =>
  count % 12 === 0 ? `${count} months (${count / 12} years)` : `${count} months`;

/** What the whole fleet shares: pool and site, market, and how the months ahead differ from today. */
export function SiteSections({ fleet }: { readonly fleet: Fleet }) {
  const { scenario, state, dispatch, marketFigures, marketError } = fleet;
  const { site } = scenario;
  const onNumber = useSiteNumber(dispatch);
  const own = marketNumbers.filter((name) => site[name] !== null).length;
  const priceUsd = site.btcPriceUsd ?? marketFigures.btcPriceUsd.value;
  const difficulty = site.difficulty ?? marketFigures.difficulty.value;
  const isWrong = (names: readonly SiteNumber[]) =>
    names.some((name) => state.wrong[fieldKey("", name)] !== undefined);
  const field = (name: SiteNumber, unit?: string) => (
    <SpecNumber
      key={name}
      name={name}
      spec={siteFields[name]}
      value={site[name]}
      error={site[name] === null ? null : specProblem(siteFields[name], site[name])}
      onNumber={onNumber}
      help={helps[name]}
      unit={unit}
    />
  );
  return (
    <>
      <FormSection
        title="Pool and site"
        summary={`${formatPercent(site.poolFeeRatio)} fee, ${formatPercent(site.uptimeRatio, 0)} up`}
        defaultOpen={isWrong(siteNumbers)}
      >
        <div className="grid grid-cols-2 gap-3">
          {field("poolFeeRatio")}
          {field("uptimeRatio")}
        </div>
        {field("fixedCostUsdPerMonth", "$/month")}
        {field("otherCapexUsd")}
      </FormSection>
      <FormSection
        title="Market"
        summary={`${formatUsd(priceUsd, 0)}, ${formatDifficulty(difficulty)}${own === 0 ? "" : `, ${own} of yours`}`}
        defaultOpen={marketError !== null || isWrong(marketNumbers)}
      >
        {marketNumbers.map((name) => (
          <SpecOverride
            key={name}
            name={name}
            spec={siteFields[name]}
            value={site[name]}
            error={site[name] === null ? null : specProblem(siteFields[name], site[name])}
            onNumber={onNumber}
            figure={marketFigures[name]}
            origin="market"
            missing={missingWords[name]}
          />
        ))}
      </FormSection>
      <FormSection
        title="Months ahead"
        summary={`${site.months ?? "?"} months, difficulty ${formatChange(site.difficultyGrowthRatio, 1)}`}
        defaultOpen={isWrong(aheadNumbers)}
      >
        <SliderField
          label="Horizon"
          min={6}
          max={60}
          step={1}
          value={site.months ?? 36}
          format={months}
          help="Each line ages by its own decay."
          onValueChange={(value) => onNumber("months", value, null)}
        />
        <div className="grid grid-cols-2 gap-3">
          {field("difficultyGrowthRatio")}
          <SelectField
            label="Difficulty grows per"
            value={scenario.difficultyGrowthPer}
            options={[
              { value: "retarget", label: "retarget (2,016 blocks)" },
              { value: "month", label: "month" },
            ]}
            onValueChange={(per) => dispatch({ type: "growthPer", per })}
          />
        </div>
        {aheadNumbers.map((name) => field(name))}
      </FormSection>
    </>
  );
}

function useSiteNumber(dispatch: Dispatch<FleetAction>) {
  return useCallback(
    (name: SiteNumber, value: number | null, problem: string | null) =>
      dispatch({ type: "siteNumber", name, value, problem }),
    [dispatch],
  );
}
