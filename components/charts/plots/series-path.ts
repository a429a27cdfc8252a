/** Turns a value into px; `undefined` where the axis cannot show it. */
export type ToPx = (value: number) => number | undefined;

interface Walk {
  readonly xs: readonly number[];
  /** Value at each x position; `null` is a gap. */
  readonly values: readonly (number | null)[];
  readonly xPx: ToPx;
  readonly yPx: ToPx;
}

/** SVG path of a line through its values, broken at gaps. "step" holds each value until the next. A lone value becomes a dot. */
export function seriesPath({ xs, values, xPx, yPx }: Walk, shape: "line" | "step"): string {
  let path = "";
  let isDown = false;
  for (const [index, value] of values.entries()) {
    const x = xPx(xs[index] ?? Number.NaN);
    const y = value === null ? undefined : yPx(value);
    if (x === undefined || y === undefined) {
      isDown = false;
      continue;
    }
    const next = values[index + 1] ?? null;
    if (!isDown) path += next === null ? `M${px(x)} ${px(y)}h0` : `M${px(x)} ${px(y)}`;
    else path += shape === "step" ? `H${px(x)}V${px(y)}` : `L${px(x)} ${px(y)}`;
    isDown = true;
  }
  return path;
}

/** SVG path of the area between two runs of values, in one piece for each stretch without gaps. */
export function bandPath(low: Walk, high: Walk): string {
  let path = "";
  let lower: string[] = [];
  let upper: string[] = [];
  const close = () => {
    if (upper.length > 1) path += `M${upper.join("L")}L${lower.reverse().join("L")}Z`;
    lower = [];
    upper = [];
  };
  for (const [index, value] of low.values.entries()) {
    const top = high.values[index] ?? null;
    const x = low.xPx(low.xs[index] ?? Number.NaN);
    const [from, to] =
      value === null || top === null ? [undefined, undefined] : [low.yPx(value), low.yPx(top)];
    if (x === undefined || from === undefined || to === undefined) close();
    else {
      lower.push(`${px(x)} ${px(from)}`);
      upper.push(`${px(x)} ${px(to)}`);
    }
  }
  close();
  return path;
}

/**
 * One SVG path for each series of stacked bars: above zero upwards, below zero downwards, in the order of the series.
 *
 * @param barPx width of a bar.
 */
export function barPaths(
  columns: readonly (readonly (number | null)[])[],
  length: number,
  xPx: ToPx,
  yPx: ToPx,
  barPx: number,
): string[] {
  const up = new Array<number>(length).fill(0);
  const down = new Array<number>(length).fill(0);
  return columns.map((values) => {
    let path = "";
    for (let index = 0; index < length; index += 1) {
      const value = values[index] ?? null;
      if (value === null || value === 0) continue;
      const ends = value > 0 ? up : down;
      const from = ends[index] ?? 0;
      ends[index] = from + value;
      const [x, a, b] = [xPx(index), yPx(from), yPx(from + value)];
      if (x === undefined || a === undefined || b === undefined) continue;
      path += `M${px(x - barPx / 2)} ${px(a)}h${px(barPx)}V${px(b)}h${px(-barPx)}Z`;
    }
    return path;
  });
}

function px(value: number): number {
  return Math.round(value * 10) / 10;
}
