/** A mark on a time axis. */
export interface TimeTick {
  /** Unix time in ms, at UTC midnight. */
  readonly ms: number;
  readonly text: string;
}

const dayMs = 86_400_000;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** "6 Oct 2026" for a moment, in UTC. */
export function dayText(ms: number): string {
  const date = new Date(ms);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ""} ${date.getUTCFullYear()}`;
}

/** "6 Oct 2026, 14:05 UTC" for a moment. */
export function momentText(ms: number): string {
  return `${dayText(ms)}, ${new Date(ms).toISOString().slice(11, 16)} UTC`;
}

/** Unix time in ms of a UTC day "2026-10-06". NaN for text that is no day. */
export function dayToMs(dayUtc: string): number {
  return Date.parse(`${dayUtc}T00:00:00Z`);
}

/**
 * Marks between two moments at starts of years, months or days in UTC: the finest of them that needs at most `countMax`.
 * A month mark names the year in January and when it is the first mark.
 *
 * @param countMax whole, >= 2.
 */
export function timeTicks(fromMs: number, toMs: number, countMax: number): TimeTick[] {
  const days = (toMs - fromMs) / dayMs;
  for (const step of [1, 2, 5, 10]) {
    if (days / step <= countMax) return dayMarks(fromMs, toMs, step);
  }
  for (const step of [1, 2, 3, 6, 12, 24, 60, 120]) {
    const marks = monthMarks(fromMs, toMs, step);
    if (marks.length <= countMax) return marks;
  }
  return [];
}

function dayMarks(fromMs: number, toMs: number, step: number): TimeTick[] {
  const marks: TimeTick[] = [];
  for (let ms = Math.ceil(fromMs / dayMs) * dayMs; ms <= toMs; ms += step * dayMs) {
    const date = new Date(ms);
    marks.push({ ms, text: `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ""}` });
  }
  return marks;
}

function monthMarks(fromMs: number, toMs: number, step: number): TimeTick[] {
  const marks: TimeTick[] = [];
  const from = new Date(fromMs);
  let month = Math.floor((from.getUTCFullYear() * 12 + from.getUTCMonth()) / step) * step;
  for (;;) {
    const ms = Date.UTC(Math.floor(month / 12), month % 12, 1);
    if (ms > toMs) return marks;
    if (ms >= fromMs) marks.push({ ms, text: monthText(month, marks.length === 0) });
    month += step;
  }
}

function monthText(month: number, isFirst: boolean): string {
  const year = String(Math.floor(month / 12));
  if (month % 12 === 0) return year;
  const name = months[month % 12] ?? "";
  return isFirst ? `${name} ${year}` : name;
}
