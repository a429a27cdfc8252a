/** What a schedule says, with all its values listed. */
export interface CronFields {
  readonly zone: string;
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly months: ReadonlySet<number>;
  /** Whether a day of the month that is this day of the week is one of the schedule's. */
  isDay(dayOfMonth: number, dayOfWeek: number): boolean;
  /** Whether it comes every hour, so that an hour the clocks repeat has it twice. */
  readonly isHourly: boolean;
}

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const dayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];
const nicknames: Readonly<Record<string, string>> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
};

/**
 * Reads a schedule of five fields (minute, hour, day of month, month, day of week), optionally after `TZ=Area/City `;
 * without it the fields are UTC. Where both days are restricted either will do, as cron has it.
 *
 * @throws RangeError that names the field.
 */
export function parseCron(cron: string): CronFields {
  const [, zone = "UTC", rest = cron] = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/.exec(cron.trim()) ?? [];
  const fields = (nicknames[rest.trim()] ?? rest.trim()).split(/\s+/);
  const [minute, hour, dayOfMonth, month, dayOfWeek] = fields;
  if (
    fields.length !== 5 ||
    minute === undefined ||
    hour === undefined ||
    dayOfMonth === undefined ||
    month === undefined ||
    dayOfWeek === undefined
  ) {
    throw new RangeError(`schedule "${cron}": five fields are expected, minute to day of week`);
  }
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
  } catch {
    throw new RangeError(`schedule "${cron}": time zone "${zone}" is not known`);
  }
  const read = (name: string, text: string, from: number, to: number, names: readonly string[] = []) =>
    parseField(`schedule "${cron}", ${name}`, text.toLowerCase(), from, to, names);
  const days = new Set(read("day of month", dayOfMonth, 1, 31));
  const weekdays = new Set(read("day of week", dayOfWeek, 0, 7, dayNames).map((day) => day % 7));
  const isEither = !dayOfMonth.startsWith("*") && !dayOfWeek.startsWith("*");
  return {
    zone,
    minutes: read("minute", minute, 0, 59),
    hours: read("hour", hour, 0, 23),
    months: new Set(read("month", month, 1, 12, monthNames)),
    isDay: (date, weekday) =>
      isEither ? days.has(date) || weekdays.has(weekday) : days.has(date) && weekdays.has(weekday),
    isHourly: hour.startsWith("*"),
  };
}

function parseField(
  where: string,
  text: string,
  from: number,
  to: number,
  names: readonly string[],
): readonly number[] {
  const values = new Set<number>();
  for (const part of text.split(",")) {
    const [, range = "", step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? [];
    const [first, last, ...more] = range === "*" ? [String(from), String(to)] : range.split("-");
    const start = numberOf(first, from, names);
    const open = last === undefined && step !== undefined ? to : start;
    const end = last === undefined ? open : numberOf(last, from, names);
    const by = step === undefined ? 1 : Number(step);
    const isValid = more.length === 0 && start >= from && end <= to && start <= end && by >= 1;
    if (!isValid) throw new RangeError(`${where}: "${part}" is not within ${from} to ${to}`);
    for (let value = start; value <= end; value += by) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

/** NaN, which is within no range, when it is neither number nor name. */
function numberOf(text: string | undefined, from: number, names: readonly string[]): number {
  if (text === undefined) return Number.NaN;
  const named = names.indexOf(text);
  if (named >= 0) return named + from;
  return /^\d+$/.test(text) ? Number(text) : Number.NaN;
}
