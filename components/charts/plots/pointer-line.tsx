import { Line } from "recharts";

/** Unseen: gives the library's pointer, arrow keys and tooltip the positions to stop at. Reads `index` of a row. */
export function pointerLine(yAxisId: string | number) {
  return (
    <Line
      yAxisId={yAxisId}
      dataKey="index"
      stroke="none"
      dot={false}
      activeDot={false}
      isAnimationActive={false}
    />
  );
}
