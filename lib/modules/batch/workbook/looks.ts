import type { CellStyle } from "@/lib/spreadsheet/writing/workbook";

/** Colours of the workbook: those of the application in daylight. */
export const colors = {
  muted: "6B6660",
  line: "D6D3D1",
  head: "F3F1EE",
  inputHead: "FDF1DA",
  input: "1D4FA8",
  warning: "92580A",
  loss: "C0392B",
  revenue: "3F6FB5",
  energy: "B9A48A",
  gain: "2E7D5B",
} as const;

const headStyle: CellStyle = { isBold: true, isWrapped: true, isTop: true, lineBelow: colors.line };

export const looks = {
  title: { isBold: true, sizePoints: 16 },
  section: { isBold: true, sizePoints: 12 },
  muted: { color: colors.muted },
  warning: { color: colors.warning, isBold: true },
  text: { isTop: true, isWrapped: true, indent: 1 },
  /** Of a table: one line, however long. */
  line: { indent: 1 },
  rowNumber: { color: colors.muted, align: "left", indent: 1 },
  key: { isTop: true, color: colors.muted, indent: 1 },
  /** Over text. */
  head: { ...headStyle, fill: colors.head, indent: 1 },
  /** Over numbers. */
  numberHead: { ...headStyle, fill: colors.head, align: "right" },
  cardLabel: { color: colors.muted, sizePoints: 9 },
} as const satisfies Record<string, CellStyle>;

/** Losses are red by the format itself, so that they stay red when a price is changed. */
export const formats = {
  whole: "#,##0",
  usd: "#,##0.00;[Red]-#,##0.00;0.00",
  usdWhole: "#,##0;[Red]-#,##0;0",
  usdPerKwh: "0.0000",
  btc: "0.00000000",
  energy: "#,##0.0",
  figure: "#,##0.##",
  hashrate: "#,##0.00",
  percent: "0.00%",
  months: "0.0",
  moment: "yyyy-mm-dd hh:mm",
} as const;
