"use client";

import { isBlocked } from "@/components/calculator/is-blocked";
import { StateChoice, StateNumber } from "@/components/calculator/state-fields";
import type { Calculator } from "@/components/calculator/use-calculator";
import { FormSection } from "@/components/forms/form-section";
import { SliderField } from "@/components/forms/slider-field";
import { formatChange } from "@/lib/domain/format/format-percent";

const names = [
  "months",
  "difficultyGrowthRatio",
  "priceGrowthRatioPerMonth",
  "feeShareRatio",
  "hashrateDecayRatioPerMonth",
  "electricityEscalatorRatioPerYear",
  "resaleRatioOfCapex",
  "discountRatioPerYear",
] as const;

const months = (count: number) =>
  count % 12 === 0 ? `${count} months (${count / 12} years)` : `${count} months`;

/** How the months ahead differ from today. */
export function ProjectionSection({ calculator }: { readonly calculator: Calculator }) {
  const { form, dispatch } = calculator;
  const bound = { form, dispatch };
  const { state } = form;
  const summary = `${state.months ?? "?"} months, difficulty ${formatChange(state.difficultyGrowthRatio, 1)}`;
  return (
    <FormSection title="Months ahead" summary={summary} defaultOpen={isBlocked(calculator, names)}>
      <SliderField
        label="Horizon"
        min={6}
        max={60}
        step={1}
        value={state.months ?? 36}
        format={months}
        help="The halving at block 1,050,000 falls where the block height puts it."
        onValueChange={(value) => dispatch({ type: "number", name: "months", value, problem: null })}
      />
      <div className="grid grid-cols-2 gap-3">
        <StateNumber {...bound} name="difficultyGrowthRatio" />
        <StateChoice
          {...bound}
          name="difficultyGrowthPer"
          words={{ retarget: "retarget (2,016 blocks)", month: "month" }}
        />
      </div>
      <StateNumber {...bound} name="priceGrowthRatioPerMonth" />
      <StateNumber
        {...bound}
        name="feeShareRatio"
        placeholder="constant in BTC"
        help="Empty keeps today's fees per block in BTC."
      />
      <StateNumber {...bound} name="hashrateDecayRatioPerMonth" help="Power draw does not shrink with it." />
      <StateNumber {...bound} name="electricityEscalatorRatioPerYear" help="Steps at each anniversary." />
      <StateNumber {...bound} name="resaleRatioOfCapex" help="Counts for NPV and IRR, not for payback." />
      <StateNumber
        {...bound}
        name="discountRatioPerYear"
        placeholder="none"
        help="Empty leaves the net present value out."
      />
    </FormSection>
  );
}
