import { type CronFields, parseCron } from "./cron-fields";

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** A 29 February may be eight years away, around 2100. */
const daysMax = 366 * 9;

const parsed = new Map<string, CronFields>();
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The first moment after `afterMs` at which a schedule is due, in milliseconds since 1970.
 *
 * Where the clocks go forward, what would fall into the hour that is left out comes at its end. Where they go back, a
 * schedule of certain hours comes once, at the first of the two, and one of every hour in both.
 *
 * @throws RangeError when the schedule is none, or never due ("0 0 30 2 *").
 */
export function nextSlot(cron: string, afterMs: number): number {
  const fields = parsed.get(cron) ?? parseCron(cron);
  parsed.set(cron, fields);
  const first = Math.floor((afterMs + offsetMs(fields.zone, afterMs)) / dayMs);
  // From the day before: near a change of the clocks the wall may lag behind.
  for (let day = first - 1; day < first + daysMax; day += 1) {
    const date = new Date(day * dayMs);
    if (!fields.months.has(date.getUTCMonth() + 1)) continue;
    if (!fields.isDay(date.getUTCDate(), date.getUTCDay())) continue;
    const slot = slotsOfDay(fields, day * dayMs).find((moment) => moment > afterMs);
    if (slot !== undefined) return slot;
  }
  throw new RangeError(`schedule "${cron}" is never due`);
}

/** The slots of one day of the wall clock, in their order. */
function slotsOfDay(fields: CronFields, wallStart: number): readonly number[] {
  const offsets = [wallStart - dayMs, wallStart, wallStart + dayMs, wallStart + 2 * dayMs].map((wall) =>
    offsetMs(fields.zone, wall),
  );
  const [offset = 0] = offsets;
  const walls = fields.hours.flatMap((hour) =>
    fields.minutes.map((minute) => wallStart + (hour * 60 + minute) * minuteMs),
  );
  if (offsets.every((each) => each === offset)) return walls.map((wall) => wall - offset);
  const slots = walls.flatMap((wall) => momentsOf(wall, fields, offsets));
  return [...new Set(slots)].sort((a, b) => a - b);
}

/** When the wall clock shows `wall`: once, twice, or, in a gap, at its end. */
function momentsOf(wall: number, fields: CronFields, offsets: readonly number[]): readonly number[] {
  const moments = [...new Set(offsets)]
    .map((offset) => wall - offset)
    .filter((moment) => moment + offsetMs(fields.zone, moment) === wall)
    .sort((a, b) => a - b);
  if (moments.length > 0) return fields.isHourly ? moments : moments.slice(0, 1);
  // Every hour's slots are there without those that the gap swallowed.
  if (fields.isHourly) return [];
  let moment = wall - Math.max(...offsets);
  while (moment + offsetMs(fields.zone, moment) < wall) moment += minuteMs;
  return [moment];
}

/** How far the wall clock of a zone is ahead of UTC. */
function offsetMs(zone: string, moment: number): number {
  if (zone === "UTC") return 0;
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  formats.set(zone, format);
  const parts = Object.fromEntries(
    format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(moment / 1000) * 1000;
}
