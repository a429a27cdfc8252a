import type { HoursState, TariffDays, TariffPeriodState } from "@/components/calculator/fleet/fleet-document";
import type { HourPrice } from "@/lib/domain/fleet/fleet";
import { findTariffProblems, hourlyFromTariff } from "@/lib/domain/fleet/hourly-from-tariff";
import type { Tariff } from "@/lib/domain/fleet/tariff";

export type HourPricesReading =
  | { readonly kind: "waiting" }
  | { readonly kind: "problems"; readonly problems: readonly string[] }
  /** `span` says what the prices are of: "a day", "a week", "744 hours". */
  | { readonly kind: "prices"; readonly prices: readonly HourPrice[]; readonly span: string };

const weekdays: Readonly<Record<TariffDays, readonly number[]>> = {
  all: [1, 2, 3, 4, 5, 6, 7],
  weekdays: [1, 2, 3, 4, 5],
  weekend: [6, 7],
};

/** The hourly prices that a person has set, or what of them has to be corrected. */
export function hourPricesOf(hours: HoursState): HourPricesReading {
  switch (hours.kind) {
    case "none":
      return { kind: "waiting" };
    case "series": {
      if (hours.prices.length === 0) return { kind: "waiting" };
      const prices = hours.prices.map(([startMs, usdPerKwh]) => ({ startMs, usdPerKwh }));
      return { kind: "prices", prices, span: spanWords(prices.length) };
    }
    case "day": {
      const empty = hours.usdPerKwh.flatMap((price, hour) => (price === null ? [hour] : []));
      if (empty.length > 0)
        return { kind: "problems", problems: [`Give a price for ${empty.map(hourText).join(", ")}.`] };
      return fromTariff(
        { kind: "hours", usdPerKwh: hours.usdPerKwh.map((price) => price ?? 0) },
        [],
        "a day",
      );
    }
    case "periods": {
      const { periods, otherName, otherUsdPerKwh } = hours;
      const empty = [
        ...periods.filter(({ usdPerKwh }) => usdPerKwh === null).map(({ name }) => name || "Unnamed"),
        ...(otherUsdPerKwh === null ? [otherName || "The other hours"] : []),
      ];
      if (empty.length > 0) return { kind: "problems", problems: [`Give a price for ${empty.join(", ")}.`] };
      return fromTariff(
        {
          kind: "periods",
          periods: periods.map((period) => ({
            name: period.name,
            usdPerKwh: period.usdPerKwh ?? 0,
            windows: [{ weekdays: weekdays[period.days], fromHour: period.fromHour, toHour: period.toHour }],
          })),
          otherHours: { name: otherName, usdPerKwh: otherUsdPerKwh ?? 0 },
        },
        periods,
        "a week",
      );
    }
  }
}

/** "07:00". */
export function hourText(hour: number): string {
  return `${String(hour).padStart(2, "0")}:00`;
}

function spanWords(hours: number): string {
  const count = hours.toLocaleString("en-US");
  if (hours % 24 !== 0 || hours < 48) return `${count} ${hours === 1 ? "hour" : "hours"}`;
  return `${count} hours (${(hours / 24).toLocaleString("en-US")} days)`;
}

function fromTariff(tariff: Tariff, periods: readonly TariffPeriodState[], span: string): HourPricesReading {
  const problems = findTariffProblems(tariff);
  if (problems.length === 0) return { kind: "prices", prices: hourlyFromTariff(tariff), span };
  // Periods are known to the person by their names, not by their places.
  const named = (text: string) =>
    text.replace(/periods\[(\d+)\](\.windows\[0\])?/g, (place, index: string) => {
      const period = periods[Number(index)];
      return period === undefined ? place : `“${period.name || "Unnamed"}”`;
    });
  return {
    kind: "problems",
    problems: problems.map(
      ({ field, rule, value }) => `${named(field)} must be ${named(rule)}; it holds ${String(value)}.`,
    ),
  };
}
