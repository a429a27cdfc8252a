/** A value axis: its ends, and the round values marked on it, ends included. */
export interface AxisScale {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
  /** Distance of two ticks; `null` on a logarithmic axis. */
  readonly step: number | null;
}

const roundSteps = [1, 2, 2.5, 5, 10] as const;

/**
 * A linear axis around `min`..`max` that begins and ends on round values (1, 2, 2.5 or 5 times a power of ten).
 * A single value gets room on both sides.
 *
 * @param intervalsMax at most so many distances between ticks, whole; less than 2 is taken as 2 (zero may lie inside).
 */
export function niceScale(min: number, max: number, intervalsMax: number): AxisScale {
  let low = min;
  let high = max;
  if (low === high) {
    const room = low === 0 ? 1 : Math.abs(low) * 0.1;
    low -= room;
    high += room;
  }
  const step = niceStep(low, high, Math.max(2, intervalsMax));
  const first = Math.floor(low / step + 1e-9);
  const last = Math.ceil(high / step - 1e-9);
  const ticks: number[] = [];
  for (let index = first; index <= last; index += 1) ticks.push(exact(index * step));
  return { min: exact(first * step), max: exact(last * step), ticks, step };
}

/** The round values inside `min`..`max`, for an axis whose ends are given. */
export function ticksInside(min: number, max: number, intervalsMax: number): AxisScale {
  if (min === max) return { min, max, ticks: [min], step: null };
  const step = insideStep(min, max, Math.max(1, intervalsMax));
  const ticks: number[] = [];
  for (let index = Math.ceil(min / step - 1e-9); index <= Math.floor(max / step + 1e-9); index += 1) {
    ticks.push(exact(index * step));
  }
  return { min, max, ticks, step };
}

function insideStep(min: number, max: number, intervalsMax: number): number {
  const raw = (max - min) / intervalsMax;
  const power = 10 ** Math.floor(Math.log10(raw));
  return (roundSteps.find((round) => round * power >= raw * (1 - 1e-9)) ?? 10) * power;
}

function niceStep(min: number, max: number, intervalsMax: number): number {
  const raw = (max - min) / intervalsMax;
  let power = 10 ** Math.floor(Math.log10(raw));
  for (;;) {
    for (const round of roundSteps) {
      const step = round * power;
      if (Math.ceil(max / step - 1e-9) - Math.floor(min / step + 1e-9) <= intervalsMax) return step;
    }
    power *= 10;
  }
}

/** Takes out what binary fractions leave behind: 0.30000000000000004 is 0.3. */
function exact(value: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(12));
}

/**
 * A logarithmic axis around `min`..`max`, both above zero, ending on 1, 2 or 5 times a power of ten.
 * Only as many of these are marked as fit `intervalsMax`: first all, then 1 and 5, then powers of ten.
 */
export function logScale(min: number, max: number, intervalsMax: number): AxisScale {
  const low = logBound(min, "below");
  const high = logBound(max, "above");
  const wide = low === high ? logBound(high * 1.5, "above") : high;
  for (const mantissas of [[1, 2, 5], [1, 5], [1]]) {
    const ticks = logTicks(low, wide, mantissas);
    if (ticks.length <= intervalsMax + 1 || mantissas.length === 1)
      return { min: low, max: wide, ticks, step: null };
  }
  return { min: low, max: wide, ticks: [low, wide], step: null };
}

function logBound(value: number, side: "below" | "above"): number {
  const power = 10 ** Math.floor(Math.log10(value) + 1e-12);
  const mantissa = value / power;
  const bounds = side === "above" ? [1, 2, 5, 10] : [5, 2, 1];
  const found =
    bounds.find((bound) => (side === "above" ? bound >= mantissa - 1e-9 : bound <= mantissa + 1e-9)) ?? 1;
  return exact(found * power);
}

function logTicks(low: number, high: number, mantissas: readonly number[]): number[] {
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(low) + 1e-9); power <= Math.ceil(Math.log10(high)); power += 1) {
    for (const mantissa of mantissas) {
      const tick = exact(mantissa * 10 ** power);
      if (tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9)) ticks.push(tick);
    }
  }
  return ticks;
}
