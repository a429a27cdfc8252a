"use client";

import { Plus, Trash2 } from "lucide-react";
import { memo } from "react";
import {
  freshId,
  type HoursState,
  type TariffPeriodState,
} from "@/components/calculator/fleet/fleet-document";
import { hourText } from "@/components/calculator/fleet/hours/hour-prices-of";
import { TextField } from "@/components/calculator/fleet/text-field";
import { NumberField } from "@/components/forms/number-field";
import { SelectField } from "@/components/forms/select-field";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";
import { HOUR_PRICE_LIMIT } from "@/lib/domain/fleet/hour-price-limit";

type Periods = Extract<HoursState, { readonly kind: "periods" }>;

interface PeriodPricesProps {
  readonly hours: Periods;
  readonly onChange: (hours: Periods) => void;
}

const periodsMax = 12;
const dayOptions = [
  { value: "all", label: "every day" },
  { value: "weekdays", label: "Monday to Friday" },
  { value: "weekend", label: "Saturday, Sunday" },
] as const;
const fromOptions = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourText(hour) }));
const toOptions = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour + 1),
  label: hourText(hour + 1),
}));
const priceProps = { unit: "$/kWh", min: HOUR_PRICE_LIMIT.min, max: HOUR_PRICE_LIMIT.max, step: 0.001 };

/** Named prices for some hours of some days, and one for all the others. */
export const PeriodPrices = memo(function PeriodPrices({ hours, onChange }: PeriodPricesProps) {
  const set = (change: Partial<Periods>) => onChange({ ...hours, ...change, isExample: false });
  const setPeriod = (index: number, change: Partial<TariffPeriodState>) => {
    const period = hours.periods[index];
    if (period !== undefined) set({ periods: hours.periods.with(index, { ...period, ...change }) });
  };
  const remove = (index: number, { name }: TariffPeriodState) => {
    set({ periods: hours.periods.toSpliced(index, 1) });
    notify("message", `${name || "Period"} removed`, {
      action: { label: "Undo", onClick: () => onChange(hours) },
      duration: 15_000,
    });
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {hours.periods.map((period, index) => (
        <PeriodLine
          key={period.id}
          period={period}
          onChange={(change) => setPeriod(index, change)}
          onRemove={() => remove(index, period)}
        />
      ))}
      <div className="grid grid-cols-2 gap-2.5 sm:grid-cols-[1fr_9rem_3fr]">
        <TextField
          label="All other hours"
          value={hours.otherName}
          onChange={(otherName) => set({ otherName })}
        />
        <NumberField
          label="Price"
          {...priceProps}
          value={hours.otherUsdPerKwh}
          onValueChange={(otherUsdPerKwh) => set({ otherUsdPerKwh })}
        />
      </div>
      <div>
        <Button
          size="sm"
          disabled={hours.periods.length >= periodsMax}
          onClick={() => set({ periods: [...hours.periods, newPeriod(hours)] })}
        >
          <Plus aria-hidden="true" /> Add a period
        </Button>
      </div>
    </div>
  );
});

function newPeriod({ periods, otherUsdPerKwh }: Periods): TariffPeriodState {
  return {
    id: freshId(periods),
    name: `Period ${periods.length + 1}`,
    usdPerKwh: otherUsdPerKwh,
    days: "weekend",
    fromHour: 10,
    toHour: 14,
  };
}

interface PeriodLineProps {
  readonly period: TariffPeriodState;
  readonly onChange: (change: Partial<TariffPeriodState>) => void;
  readonly onRemove: () => void;
}

function PeriodLine({ period, onChange, onRemove }: PeriodLineProps) {
  return (
    <fieldset className="grid min-w-0 grid-cols-2 items-end gap-2.5 border-b pb-3 sm:grid-cols-[1fr_9rem_1fr_6.5rem_6.5rem_auto]">
      <legend className="sr-only">{period.name || "Unnamed period"}</legend>
      <TextField label="Name" value={period.name} onChange={(name) => onChange({ name })} />
      <NumberField
        label="Price"
        {...priceProps}
        value={period.usdPerKwh}
        onValueChange={(usdPerKwh) => onChange({ usdPerKwh })}
      />
      <SelectField
        label="Days"
        className="max-sm:col-span-2"
        value={period.days}
        options={dayOptions}
        onValueChange={(days) => onChange({ days })}
      />
      <SelectField
        label="From"
        value={String(period.fromHour)}
        options={fromOptions}
        onValueChange={(hour) => onChange({ fromHour: Number(hour) })}
      />
      <SelectField
        label="To"
        value={String(period.toHour)}
        options={toOptions}
        onValueChange={(hour) => onChange({ toHour: Number(hour) })}
      />
      <Button
        variant="ghost"
        size="icon"
        aria-label={`Remove ${period.name || "period"}`}
        title="Remove"
        onClick={onRemove}
        className="max-sm:col-span-2 max-sm:justify-self-end"
      >
        <Trash2 aria-hidden="true" />
      </Button>
    </fieldset>
  );
}
