import type {
  ChartBand,
  ChartLegendItem,
  ChartSeries,
  StackedBarsProps,
} from "@/components/charts/chart-types";
import { seriesLook } from "@/components/charts/scales/series-look";

/** Legend entries of lines and bands, in the order they are given. */
export function chartLegend(
  series: readonly ChartSeries[],
  bands: readonly ChartBand[] = [],
): ChartLegendItem[] {
  return [
    ...series.map((one, place) => {
      const { colour, dash } = seriesLook(one, place);
      return { key: one.key, label: one.label, unit: one.unit, colour, mark: dash };
    }),
    ...bands.map(({ key, label, unit, colour = "chart-1" }) => ({
      key,
      label,
      unit,
      colour,
      mark: "band" as const,
    })),
  ];
}

/** Legend entries of stacked bars and of the line over them; every second bar is hatched. */
export function barsLegend({ bars, line }: Pick<StackedBarsProps, "bars" | "line">): ChartLegendItem[] {
  const items: ChartLegendItem[] = bars.map((one, place) => ({
    key: one.key,
    label: one.label,
    unit: one.unit,
    colour: seriesLook(one, place).colour,
    mark: place % 2 === 1 ? "hatched-bar" : "bar",
  }));
  if (line === undefined) return items;
  return [
    ...items,
    {
      key: line.key,
      label: line.label,
      unit: line.unit,
      colour: line.colour ?? "chart-5",
      mark: line.dash ?? "solid",
    },
  ];
}
