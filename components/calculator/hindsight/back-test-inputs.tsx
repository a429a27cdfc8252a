"use client";

import { numberSpec } from "@/components/calculator/fields";
import { type Horizon, horizons, type TermName } from "@/components/calculator/hindsight/back-test-state";
import { DayInput } from "@/components/calculator/hindsight/day-input";
import type { BackTest } from "@/components/calculator/hindsight/use-back-test";
import { MachineField } from "@/components/calculator/machine-field";
import { typedScale } from "@/components/calculator/number-spec";
import { FormSection } from "@/components/forms/form-section";
import { NumberField } from "@/components/forms/number-field";
import { SelectField } from "@/components/forms/select-field";
import { Card } from "@/components/ui/card";
import { formatPercent } from "@/lib/domain/format/format-percent";
import { formatUsd } from "@/lib/domain/format/format-usd";

/** The day, the horizon, the machine and its terms. */
export function BackTestInputs({ test }: { readonly test: BackTest }) {
  const { state, change, model } = test;
  const pickMachine = (machine: string | null) => {
    // Own figures begin with those of the machine before.
    const plate = machine === null ? model : null;
    change({ machine, hashrateThs: plate?.hashrateThs ?? null, powerWatts: plate?.powerWatts ?? null });
  };
  return (
    <Card className="px-4 sm:px-5">
      <form aria-label="Inputs" onSubmit={(event) => event.preventDefault()}>
        <div className="grid grid-cols-2 gap-x-3 gap-y-3.5 py-4 sm:py-5">
          <DayInput test={test} />
          <div className="col-span-2">
            <SelectField<string>
              label="Horizon"
              value={String(state.months)}
              options={horizons.map((months) => ({ value: String(months), label: horizonWords(months) }))}
              onValueChange={(text) => {
                const months = horizons.find((one) => String(one) === text);
                if (months !== undefined) change({ months });
              }}
            />
          </div>
          <div className="col-span-2">
            <MachineField
              models={test.models}
              model={model}
              machine={state.machine === null ? null : (model?.slug ?? state.machine)}
              error={state.machine === null ? null : test.minersError}
              onMachineChange={pickMachine}
            />
          </div>
          {state.machine === null && (
            <>
              <Term test={test} name="hashrateThs" isRequired />
              <Term test={test} name="powerWatts" isRequired />
            </>
          )}
          <Term test={test} name="quantity" />
          <Term test={test} name="electricityUsdPerKwh" unit="$/kWh" />
          <Term test={test} name="poolFeeRatio" />
          <Term test={test} name="uptimeRatio" />
        </div>
        <FormSection title="Ageing and fixed costs" summary={agingSummary(test)}>
          <Term
            test={test}
            name="hashrateDecayRatioPerMonth"
            help="The same in what was said and in what happened."
          />
          <Term test={test} name="fixedCostUsdPerMonth" unit="$/month" />
        </FormSection>
      </form>
    </Card>
  );
}

function horizonWords(months: Horizon): string {
  return months % 12 === 0 && months > 12 ? `${months} months (${months / 12} years)` : `${months} months`;
}

function agingSummary({ state }: BackTest): string {
  const decay = formatPercent(state.hashrateDecayRatioPerMonth, 1);
  return `${decay}/month, ${formatUsd(state.fixedCostUsdPerMonth, 0)}/month`;
}

interface TermProps {
  readonly test: BackTest;
  readonly name: TermName;
  readonly unit?: string;
  readonly help?: string;
  readonly isRequired?: boolean;
}

function Term({ test, name, unit, help, isRequired = false }: TermProps) {
  const spec = numberSpec(name);
  const scale = typedScale(spec.unit);
  const shownUnit = unit ?? spec.unit;
  return (
    <NumberField
      label={spec.label}
      help={help}
      unit={shownUnit === "" ? undefined : shownUnit}
      value={test.shownTerm(name)}
      onValueChange={(value, problem) => test.setTerm(name, value, problem)}
      optional={!spec.required && !isRequired}
      scale={scale}
      step={spec.step}
      min={spec.limit.min * scale}
      max={spec.limit.max * scale}
      integer={spec.limit.whole === true}
    />
  );
}
