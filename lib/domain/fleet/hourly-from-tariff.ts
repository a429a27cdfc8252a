import { type InputProblem, noteProblem, throwFirstProblem } from "../mining/check-inputs";
import type { Limit } from "../require-range";
import type { HourPrice } from "./fleet";
import { HOUR_PRICE_LIMIT } from "./hour-price-limit";
import type { PeriodTariff, Tariff, TariffWindow } from "./tariff";

const HOURS_PER_DAY = 24;
const HOURS_PER_WEEK = 168;
const HOUR_MS = 3_600_000;
/** 1970-01-05, the first Monday of Unix time: the example week and day begin there. */
const EXAMPLE_MONDAY_MS = 4 * HOURS_PER_DAY * HOUR_MS;

const FROM_HOUR: Limit = { min: 0, max: 23, whole: true, unit: "" };
const TO_HOUR: Limit = { min: 1, max: 24, whole: true, unit: "" };
const WEEKDAY: Limit = { min: 1, max: 7, whole: true, unit: "(1 = Monday)" };
const WEEKDAY_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** Hours of the week (0 = Monday 00:00) that a window holds; past Sunday midnight it goes on on Monday. */
function hoursOfWindow(window: TariffWindow): number[] {
  const { fromHour, toHour, weekdays } = window;
  const length = toHour > fromHour ? toHour - fromHour : toHour + HOURS_PER_DAY - fromHour;
  return weekdays.flatMap((weekday) =>
    Array.from({ length }, (_, hour) => ((weekday - 1) * HOURS_PER_DAY + fromHour + hour) % HOURS_PER_WEEK),
  );
}

function hourName(hourOfWeek: number): string {
  const hour = String(hourOfWeek % HOURS_PER_DAY).padStart(2, "0");
  return `${WEEKDAY_NAMES[Math.floor(hourOfWeek / HOURS_PER_DAY)] ?? ""} ${hour}:00`;
}

function noteWindow(problems: InputProblem[], path: string, window: TariffWindow): void {
  noteProblem(problems, path, "fromHour", window.fromHour, FROM_HOUR);
  noteProblem(problems, path, "toHour", window.toHour, TO_HOUR);
  if (window.weekdays.length === 0) {
    problems.push({ field: `${path}weekdays`, value: window.weekdays, rule: "at least one weekday" });
  }
  window.weekdays.forEach((weekday, index) => {
    noteProblem(problems, path, `weekdays[${index}]`, weekday, WEEKDAY);
  });
}

/** Two windows that claim one hour: which price holds would be a guess. */
function noteOverlaps(problems: InputProblem[], tariff: PeriodTariff): void {
  const ownerOf = new Map<number, string>();
  tariff.periods.forEach((period, periodIndex) => {
    period.windows.forEach((window, windowIndex) => {
      const path = `periods[${periodIndex}].windows[${windowIndex}]`;
      const hours = hoursOfWindow(window);
      const taken = hours.find((hour) => ownerOf.has(hour));
      if (taken !== undefined) {
        const rule = `apart from ${ownerOf.get(taken)}, which holds ${hourName(taken)} already`;
        problems.push({ field: path, value: hourName(taken), rule });
      }
      for (const hour of hours) ownerOf.set(hour, path);
    });
  });
}

/** Every broken rule of a tariff, by its path, in reading order; empty when it gives a price for every hour. */
export function findTariffProblems(tariff: Tariff): InputProblem[] {
  const problems: InputProblem[] = [];
  if (tariff.kind === "hours") {
    if (tariff.usdPerKwh.length !== HOURS_PER_DAY) {
      problems.push({ field: "usdPerKwh", value: tariff.usdPerKwh.length, rule: "24 prices, one an hour" });
    }
    tariff.usdPerKwh.forEach((price, hour) => {
      noteProblem(problems, "", `usdPerKwh[${hour}]`, price, HOUR_PRICE_LIMIT);
    });
    return problems;
  }
  tariff.periods.forEach((period, index) => {
    const path = `periods[${index}].`;
    noteProblem(problems, path, "usdPerKwh", period.usdPerKwh, HOUR_PRICE_LIMIT);
    period.windows.forEach((window, windowIndex) => {
      noteWindow(problems, `${path}windows[${windowIndex}].`, window);
    });
  });
  noteProblem(problems, "otherHours.", "usdPerKwh", tariff.otherHours.usdPerKwh, HOUR_PRICE_LIMIT);
  if (problems.length === 0) noteOverlaps(problems, tariff);
  return problems;
}

/**
 * The tariff hour by hour: one example day (24 prices) or one example week (168 prices, Monday 00:00 first).
 *
 * `startMs` counts from 1970-01-05T00:00Z, a Monday, in the tariff's own local time. Hours that no window holds take the
 * price of the other hours.
 *
 * @throws {DomainError} on the first broken rule; `findTariffProblems` lists all.
 */
export function hourlyFromTariff(tariff: Tariff): HourPrice[] {
  throwFirstProblem(findTariffProblems(tariff));
  const hourly = tariff.kind === "hours" ? [...tariff.usdPerKwh] : hoursOfWeek(tariff);
  return hourly.map((usdPerKwh, hour) => ({ startMs: EXAMPLE_MONDAY_MS + hour * HOUR_MS, usdPerKwh }));
}

function hoursOfWeek(tariff: PeriodTariff): number[] {
  const hourly = new Array<number>(HOURS_PER_WEEK).fill(tariff.otherHours.usdPerKwh);
  for (const period of tariff.periods) {
    for (const hour of period.windows.flatMap(hoursOfWindow)) hourly[hour] = period.usdPerKwh;
  }
  return hourly;
}
