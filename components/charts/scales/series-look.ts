import type { ChartColour, ChartDash } from "@/components/charts/chart-types";

const colours: readonly ChartColour[] = ["chart-1", "chart-2", "chart-3", "chart-4", "chart-5"];
const dashes: readonly ChartDash[] = ["solid", "dashed", "dotted", "dash-dot"];

interface Look {
  readonly colour: ChartColour;
  readonly dash: ChartDash;
}

/** Colour and dash of a series: its own, or by its place in the list, so that no two differ by colour alone. */
export function seriesLook(
  series: { readonly colour?: ChartColour | undefined; readonly dash?: ChartDash | undefined },
  place: number,
): Look {
  return {
    colour: series.colour ?? colours[place % colours.length] ?? "chart-1",
    dash: series.dash ?? dashes[place % dashes.length] ?? "solid",
  };
}

/** The token of a colour as CSS text; follows theme and print by itself. */
export function cssColour(colour: ChartColour): string {
  return `var(--${colour})`;
}

/** SVG `stroke-dasharray` of a dash; `undefined` for a solid line. */
export function dashArray(dash: ChartDash): string | undefined {
  if (dash === "dashed") return "7 4";
  if (dash === "dotted") return "2 4";
  return dash === "dash-dot" ? "9 4 2 4" : undefined;
}
