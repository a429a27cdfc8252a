"use client";

import { memo } from "react";
import type { HoursState } from "@/components/calculator/fleet/fleet-document";
import { hourText } from "@/components/calculator/fleet/hours/hour-prices-of";
import { NumberField } from "@/components/forms/number-field";
import { HOUR_PRICE_LIMIT } from "@/lib/domain/fleet/hour-price-limit";

type Day = Extract<HoursState, { readonly kind: "day" }>;

interface DayPricesProps {
  readonly hours: Day;
  readonly onChange: (hours: Day) => void;
}

const hoursOfDay = Array.from({ length: 24 }, (_, hour) => hour);

/** Twenty-four prices, one for each hour of every day. */
export const DayPrices = memo(function DayPrices({ hours, onChange }: DayPricesProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-muted-foreground">
        Price of each hour in $/kWh, local time; below zero is allowed.
      </legend>
      <div className="grid grid-cols-3 gap-2 sm:grid-cols-6 xl:grid-cols-8">
        {hoursOfDay.map((hour) => (
          <NumberField
            key={hour}
            label={hourText(hour)}
            prefix="$"
            min={HOUR_PRICE_LIMIT.min}
            max={HOUR_PRICE_LIMIT.max}
            step={0.001}
            value={hours.usdPerKwh[hour] ?? null}
            onValueChange={(value) =>
              onChange({ ...hours, usdPerKwh: hours.usdPerKwh.with(hour, value), isExample: false })
            }
          />
        ))}
      </div>
    </fieldset>
  );
});
