import { heatFill, heatStep } from "@/components/charts/scales/heat-colour";
import { cellEdges, type HeatBox } from "@/components/charts/scales/heat-geometry";

interface HeatCellsProps {
  readonly cells: readonly (readonly (number | null)[])[];
  readonly limit: number;
  readonly box: HeatBox;
}

/** All cells, one path for each shade: a few elements instead of hundreds, and colours that follow theme and print. */
export function HeatCells({ cells, limit, box }: HeatCellsProps) {
  const xs = cellEdges(cells[0]?.length ?? 0, box.left, box.width);
  const ys = cellEdges(cells.length, box.top, box.height);
  const paths = new Map<number | null, string>();
  for (const [row, values] of cells.entries()) {
    const top = ys[cells.length - 1 - row] ?? 0;
    const bottom = ys[cells.length - row] ?? 0;
    for (const [column, value] of values.entries()) {
      const step = value === null ? null : heatStep(value, limit);
      const left = xs[column] ?? 0;
      const rect = `M${left} ${top}H${xs[column + 1] ?? left}V${bottom}H${left}Z`;
      paths.set(step, (paths.get(step) ?? "") + rect);
    }
  }
  return (
    <g shapeRendering="crispEdges">
      {[...paths].map(([step, path]) =>
        step === null ? (
          <path key="none" d={path} fill="none" stroke="var(--border)" strokeDasharray="2 2" />
        ) : (
          <path key={step} d={path} fill={heatFill(step)} />
        ),
      )}
    </g>
  );
}
