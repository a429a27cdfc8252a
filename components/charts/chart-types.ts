/** Colours that mean something, by token name; `gain` and `loss` only where the sign says the same. */
export type ChartColour = "chart-1" | "chart-2" | "chart-3" | "chart-4" | "chart-5" | "gain" | "loss";

export type ChartDash = "solid" | "dashed" | "dotted" | "dash-dot";

/**
 * How a number is written in tooltip, table and axis. Names instead of functions, so that a server component can hand
 * a chart its data. Ratios go in as ratios (0.025) and are shown in percent.
 */
export type ChartFormat =
  | "number"
  | "integer"
  | "decimal"
  | "usd"
  | "usd-whole"
  | "usd-per-kwh"
  | "percent"
  | "change"
  | "difficulty"
  | "hashrate"
  | "btc"
  | "month";

/** One run of values over the x positions of its chart; `null` is a gap and is drawn as one. */
export interface ChartSeries {
  readonly key: string;
  readonly label: string;
  /** Unit in legend, table and CSV header: "USD", "TH/s", "ratio". "" when there is none. */
  readonly unit: string;
  /** As many as the chart has x positions. */
  readonly values: readonly (number | null)[];
  /** By its place in the list when not given. */
  readonly colour?: ChartColour | undefined;
  /** By its place in the list when not given, so that colour is never the only difference. */
  readonly dash?: ChartDash | undefined;
  /** "number" when not given. */
  readonly format?: ChartFormat | undefined;
}

/** A series of a line chart. */
export interface LineSeries extends ChartSeries {
  /** "right" needs the chart's `yRight`, which names what stands on which side. */
  readonly axis?: "left" | "right" | undefined;
  /** "step" holds each value until the next: difficulty between retargets. */
  readonly shape?: "line" | "step" | undefined;
}

/** The x positions, rising, shared by all series. */
export type ChartX =
  /** UTC days as "2026-10-06". */
  | { readonly kind: "day"; readonly values: readonly string[]; readonly label?: string | undefined }
  /** Unix time in ms, shown in UTC. */
  | { readonly kind: "time"; readonly values: readonly number[]; readonly label?: string | undefined }
  /** Anything counted: months from now, block height. */
  | {
      readonly kind: "number";
      readonly values: readonly number[];
      readonly label: string;
      readonly unit?: string | undefined;
      readonly format?: ChartFormat | undefined;
      /** Each value is the middle of a stretch this wide, as in a histogram: texts then say both ends. */
      readonly binWidth?: number | undefined;
    };

/** Title of a value axis and how its numbers read. */
export interface ChartAxis {
  readonly label: string;
  /** "" when the numbers have none. */
  readonly unit: string;
  readonly format?: ChartFormat | undefined;
  /** Logarithmic needs values above zero; others are then gaps. */
  readonly scale?: "linear" | "log" | undefined;
  /** Begin at zero even if no value is near it. Linear only. */
  readonly fromZero?: boolean | undefined;
}

/** A named level across the chart: "break-even", "hashcost". */
export interface ChartThreshold {
  readonly value: number;
  readonly label: string;
  readonly axis?: "left" | "right" | undefined;
}

/** A named moment: halving, retarget, today. `x` in the unit of the chart's x. */
export interface ChartEvent {
  readonly x: number | string;
  readonly label: string;
}

/** Uncertainty around a series: the area between `low` and `high`. */
export interface ChartBand {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  readonly colour?: ChartColour | undefined;
  readonly format?: ChartFormat | undefined;
}

/** Where the figures come from; printed under the chart and in the picture. */
export interface ChartSource {
  /** "mempool.space, Binance" or "your inputs". */
  readonly source: string;
  /** ISO 8601 moment or UTC day of the newest figure; `null` when nothing is dated. */
  readonly asOf: string | null;
  readonly note?: string | undefined;
}

/** What every chart of the kit has around its drawing. */
export interface ChartHead {
  readonly title: string;
  /** Lighter, behind the title. */
  readonly unit?: string | undefined;
  /** One sentence that says what to see here; also read out. */
  readonly description?: string | undefined;
  readonly source: ChartSource | null;
  /** Height of the drawing in px. */
  readonly height?: number | undefined;
  /** Level of the title in the outline of the page; 3 when not given. */
  readonly level?: 2 | 3 | 4 | undefined;
  /** Name of downloaded files without ending; made from the title when not given. */
  readonly fileName?: string | undefined;
  /** "plain" inside something that is a card already. */
  readonly surface?: "card" | "plain" | undefined;
  readonly className?: string | undefined;
}

export interface LineChartProps extends ChartHead {
  readonly x: ChartX;
  readonly series: readonly LineSeries[];
  readonly y: ChartAxis;
  /** A second value axis; both sides then name their series. */
  readonly yRight?: ChartAxis | undefined;
  readonly thresholds?: readonly ChartThreshold[] | undefined;
  readonly events?: readonly ChartEvent[] | undefined;
  readonly bands?: readonly ChartBand[] | undefined;
  /** "You are here", in amber. */
  readonly current?: { readonly x: number | string; readonly y: number; readonly label: string } | undefined;
  /** A strip below to choose the range; for years of days. */
  readonly brush?: boolean | undefined;
}

export interface StackedBarsProps extends ChartHead {
  readonly x: ChartX;
  /** Values above zero stack upwards, below zero downwards: costs go in negative. */
  readonly bars: readonly ChartSeries[];
  /** Drawn over the bars: the sum, a cumulative. */
  readonly line?: ChartSeries | undefined;
  readonly y: ChartAxis;
  readonly events?: readonly ChartEvent[] | undefined;
}

/** One input and what its low and high end do to the outcome. */
export interface TornadoInput {
  readonly key: string;
  /** "Bitcoin price". */
  readonly label: string;
  /** Input at its ends, in words: "$50,000 (−20 %)". */
  readonly lowLabel: string;
  readonly highLabel: string;
  /** Outcome with the input at that end; `null` where there is none. */
  readonly low: number | null;
  readonly high: number | null;
}

export interface TornadoProps extends Omit<ChartHead, "height"> {
  /** Outcome with every input as it is. */
  readonly base: number;
  /** What the outcome is: "Net present value". */
  readonly outcome: ChartAxis;
  /** In any order; drawn with the widest first. */
  readonly inputs: readonly TornadoInput[];
}

/** A bar with a name of its own: a model, a site. */
export interface RankedBar {
  readonly key: string;
  readonly label: string;
  readonly value: number;
}

export interface RankedBarsProps extends Omit<ChartHead, "height"> {
  /** In the order drawn, from the top. */
  readonly bars: readonly RankedBar[];
  /** What a bar's length is: "Profit per day". */
  readonly value: ChartAxis;
  /** What a bar stands for: "Model". */
  readonly of: string;
}

export interface HeatAxis {
  readonly label: string;
  readonly unit: string;
  readonly format?: ChartFormat | undefined;
  /** Rising; the middles of the cells, evenly spaced. */
  readonly values: readonly number[];
}

export interface HeatPoint {
  readonly x: number;
  /** `null` breaks the line. */
  readonly y: number | null;
}

export interface HeatMapProps extends ChartHead {
  readonly x: HeatAxis;
  readonly y: HeatAxis;
  /** What a cell says: "Profit per day". Colour turns at zero. */
  readonly value: ChartAxis;
  /** `cells[yIndex][xIndex]`; `null` is "no data". */
  readonly cells: readonly (readonly (number | null)[])[];
  /** Where the value is zero, in data coordinates; what lies outside is cut off. */
  readonly breakEven?: readonly HeatPoint[] | undefined;
  /** Where the person's own inputs lie, in data coordinates. */
  readonly current?:
    | { readonly x: number; readonly y: number; readonly label?: string | undefined }
    | undefined;
}

/** The figures of a chart as a table: for reading, for screen readers, for CSV. */
export interface ChartTable {
  readonly columns: readonly ChartColumn[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export interface ChartColumn {
  readonly label: string;
  readonly unit: string;
  /** "text" and dates stay as they are. */
  readonly format: ChartFormat | "text";
}

/** An entry of the legend. */
export interface ChartLegendItem {
  readonly key: string;
  readonly label: string;
  readonly unit: string;
  readonly colour: ChartColour;
  readonly mark: ChartDash | "bar" | "hatched-bar" | "band";
}
