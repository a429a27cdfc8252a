import { Line } from "recharts";

/** Unseen: gives pointer, arrow keys and tooltip of the library the positions to stop at. Reads `index` of a row. */
export const pointerLine = (
  <Line
    dataKey="index"
    stroke="none"
    dot={false}
    activeDot={false}
    isAnimationActive={false}
    legendType="none"
  />
);
