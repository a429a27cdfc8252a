"use client";

import { useMemo } from "react";
import { dayText } from "@/components/calculator/hindsight/day-text";
import type { BackTest } from "@/components/calculator/hindsight/use-back-test";
import { whyNotThisDay } from "@/components/calculator/hindsight/why-not-this-day";
import { DayField } from "@/components/forms/day-field";
import { SliderField } from "@/components/forms/slider-field";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { PastMarket } from "@/lib/domain/hindsight/past-market";
import type { TestableDays } from "@/lib/domain/hindsight/testable-days";
import { pastHalvings } from "@/lib/domain/network/subsidy-on-day";
import { dayNumber, utcDay } from "@/lib/domain/network/utc-day";

/** The day to go back to: typed, dragged, or one of the days that everybody remembers. */
export function DayInput({ test }: { readonly test: BackTest }) {
  const { state, days, past, usedDayUtc, change } = test;
  const firstDayUtc = days?.firstDayUtc ?? null;
  const lastDayUtc = days?.lastDayUtc ?? null;
  const presets = useMemo(
    () =>
      past === null || firstDayUtc === null || lastDayUtc === null
        ? []
        : presetsOf(past, { firstDayUtc, lastDayUtc }),
    [past, firstDayUtc, lastDayUtc],
  );
  if (days === null || past === null || usedDayUtc === null) {
    return <Skeleton className="col-span-2 h-36" />;
  }
  const first = dayNumber("firstDayUtc", days.firstDayUtc);
  const last = dayNumber("lastDayUtc", days.lastDayUtc);
  const pick = (dayUtc: string) => change({ dayUtc });
  return (
    <>
      <DayField
        className="col-span-2"
        label="Day"
        value={state.dayUtc}
        min={days.firstDayUtc}
        max={days.lastDayUtc}
        error={whyNotThisDay(days, state, past)}
        help={`UTC days ${days.firstDayUtc} to ${days.lastDayUtc} can be tested over ${state.months} months.`}
        onValueChange={pick}
      />
      <SliderField
        className="col-span-2"
        label="Go through the days"
        min={first}
        max={last}
        step={1}
        value={dayNumber("dayUtc", usedDayUtc)}
        format={(day) => dayText(utcDay(day))}
        onValueChange={(day) => pick(utcDay(day))}
      />
      <fieldset className="col-span-2 flex flex-wrap gap-1.5">
        <legend className="sr-only">Days to try</legend>
        {presets.map(({ label, dayUtc }) => (
          <Button
            key={label}
            size="sm"
            aria-pressed={dayUtc === usedDayUtc}
            className="aria-pressed:border-foreground"
            onClick={() => pick(dayUtc)}
          >
            {label}
          </Button>
        ))}
      </fieldset>
    </>
  );
}

/** First and last day, the extremes of price between them, and the days before a halving. */
function presetsOf(past: PastMarket, days: TestableDays): readonly { label: string; dayUtc: string }[] {
  const { firstDayUtc, lastDayUtc } = days;
  const within = (dayUtc: string) => dayUtc >= firstDayUtc && dayUtc <= lastDayUtc;
  const closes = past.days
    .filter(({ dayUtc }) => within(dayUtc))
    .flatMap(({ dayUtc, closeUsd }) => (closeUsd === null ? [] : [{ dayUtc, closeUsd }]))
    .sort((a, b) => a.closeUsd - b.closeUsd);
  const [lowest, highest] = [closes[0], closes.at(-1)];
  const halvings = pastHalvings
    .map(({ dayUtc }) => utcDay(dayNumber("dayUtc", dayUtc) - 1))
    .filter(within)
    .map((dayUtc) => ({ label: "Before the halving", dayUtc }));
  return [
    { label: "First", dayUtc: firstDayUtc },
    ...(lowest === undefined ? [] : [{ label: "Lowest price", dayUtc: lowest.dayUtc }]),
    ...halvings,
    ...(highest === undefined ? [] : [{ label: "Highest price", dayUtc: highest.dayUtc }]),
    { label: "Latest", dayUtc: lastDayUtc },
  ];
}
