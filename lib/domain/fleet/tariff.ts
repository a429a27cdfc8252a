/** Hours of some weekdays in the tariff's own local time. */
export interface TariffWindow {
  /** ISO weekdays, 1 = Monday .. 7 = Sunday, on which the window begins. */
  readonly weekdays: readonly number[];
  /** First hour, 0..23. */
  readonly fromHour: number;
  /** Hour it ends before, 1..24. At or below `fromHour` the window runs past midnight into the next day. */
  readonly toHour: number;
}

/** A named price for some hours: peak, shoulder, valley. */
export interface TariffPeriod {
  readonly name: string;
  /** May be below zero. */
  readonly usdPerKwh: number;
  readonly windows: readonly TariffWindow[];
}

/** One price for every hour of the week: named periods, and one price for all hours that no window holds. */
export interface PeriodTariff {
  readonly kind: "periods";
  readonly periods: readonly TariffPeriod[];
  readonly otherHours: { readonly name: string; readonly usdPerKwh: number };
}

/** The same 24 prices each day, hour 0 first. */
export interface DayTariff {
  readonly kind: "hours";
  readonly usdPerKwh: readonly number[];
}

export type Tariff = PeriodTariff | DayTariff;
