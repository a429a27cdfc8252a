import { inputLimits, projectionLimits } from "../mining/input-limits";
import type { Limit } from "../require-range";
import type { BatchField } from "./batch-field";
import type { UnitKind } from "./column-units";

/** How files name, write and limit one field. */
export interface BatchColumn {
  readonly field: BatchField;
  /** What messages call it: "Pool fee". */
  readonly name: string;
  /** Header of the template, with the unit of its figures: "Pool fee (%)". */
  readonly header: string;
  /** Unit of a plain figure in a file, "" for text. */
  readonly unit: string;
  /** A plain figure in a file is percent (2.5), while the row holds a ratio (0.025). */
  readonly isPercent: boolean;
  readonly kind: "text" | "number" | "integer";
  /** Units a header or cell may state instead; `null` for text. */
  readonly unitKind: UnitKind | null;
  /** Every row needs a value (from a cell or from the batch's settings). */
  readonly required: boolean;
  /** Of the value in the row (for percent columns: of the ratio); `null` for text. */
  readonly limit: Limit | null;
  /** Plain percent figures above 0 and at most this are refused, because a ratio is likelier meant; 0 refuses none. */
  readonly doubtfulPercentMax: number;
  /** Other headers it goes by, in any case, with or without spaces. */
  readonly aliases: readonly string[];
  readonly help: string;
  readonly example: string | number;
}

const text = {
  unit: "",
  isPercent: false,
  kind: "text",
  unitKind: null,
  limit: null,
  doubtfulPercentMax: 0,
} as const;
const number = { isPercent: false, kind: "number", doubtfulPercentMax: 0 } as const;
const percent = { isPercent: true, kind: "number" } as const;

/**
 * The one table of the columns of batch files: reading, mapping, template, export and help take from here.
 * In the order of the template.
 */
export const batchColumns: Readonly<Record<BatchField, BatchColumn>> = {
  label: {
    ...text,
    field: "label",
    name: "Label",
    header: "Label",
    required: false,
    aliases: ["Note", "Notes", "Comment", "Remark", "Remarks", "Tag", "备注", "标签", "说明"],
    help: "Anything that tells you which row this is; carried through to the results.",
    example: "Hall A",
  },
  minerModel: {
    ...text,
    field: "minerModel",
    name: "Model",
    header: "Model",
    required: false,
    aliases: [
      "Miner model",
      "Model name",
      "Miner",
      "Machine",
      "Machine model",
      "Miner type",
      "ASIC",
      "ASIC model",
      "型号",
      "机型",
      "矿机",
      "矿机型号",
      "设备型号",
      "机器型号",
    ],
    help: "Name, alias or slug of a machine in the catalogue. Leave it empty and give hashrate and power instead.",
    example: "Antminer S21",
  },
  quantity: {
    ...number,
    field: "quantity",
    name: "Quantity",
    header: "Quantity",
    unit: "machines",
    kind: "integer",
    unitKind: "count",
    required: true,
    limit: inputLimits.quantity,
    aliases: [
      "Qty",
      "Count",
      "Units",
      "Machines",
      "Number of machines",
      "Miner count",
      "数量",
      "台数",
      "机器数量",
      "矿机数量",
    ],
    help: "Number of machines of the row, whole.",
    example: 8,
  },
  hashrateThs: {
    ...number,
    field: "hashrateThs",
    name: "Hashrate",
    header: "Hashrate (TH/s)",
    unit: "TH/s",
    unitKind: "hashrate",
    required: false,
    limit: inputLimits.hashrateThs,
    aliases: ["Hash rate", "TH/s", "算力", "哈希率"],
    help: "Of one machine. With a model it replaces the nameplate figure.",
    example: 200,
  },
  powerWatts: {
    ...number,
    field: "powerWatts",
    name: "Power",
    header: "Power (W)",
    unit: "W",
    unitKind: "power",
    required: false,
    limit: inputLimits.powerWatts,
    aliases: ["Watts", "Wattage", "Power draw", "Power consumption", "功率", "功耗", "耗电"],
    help: "Of one machine at the wall. With a model it replaces the nameplate figure.",
    example: 3500,
  },
  electricityUsdPerKwh: {
    ...number,
    field: "electricityUsdPerKwh",
    name: "Electricity",
    header: "Electricity (USD/kWh)",
    unit: "USD/kWh",
    unitKind: "usdPerKwh",
    required: true,
    limit: inputLimits.electricityUsdPerKwh,
    aliases: [
      "Electricity price",
      "Electricity cost",
      "Electricity rate",
      "Power price",
      "Power rate",
      "Energy price",
      "USD/kWh",
      "$/kWh",
      "电价",
      "电费",
      "用电价格",
      "电力价格",
    ],
    help: "What a kWh costs.",
    example: 0.06,
  },
  poolFeeRatio: {
    ...percent,
    field: "poolFeeRatio",
    name: "Pool fee",
    header: "Pool fee (%)",
    unit: "%",
    unitKind: "ratio",
    required: false,
    limit: inputLimits.poolFeeRatio,
    doubtfulPercentMax: 0.1,
    aliases: ["Pool fee rate", "矿池费率", "矿池费", "矿池手续费", "手续费", "手续费率"],
    help: "Share of the income that the pool keeps.",
    example: 2,
  },
  uptimeRatio: {
    ...percent,
    field: "uptimeRatio",
    name: "Uptime",
    header: "Uptime (%)",
    unit: "%",
    unitKind: "ratio",
    required: false,
    limit: inputLimits.uptimeRatio,
    doubtfulPercentMax: 1,
    aliases: ["Availability", "Online rate", "在线率", "运行率", "在线时间"],
    help: "Share of time the machines run; off, they neither earn nor draw power.",
    example: 98,
  },
  hashrateDecayRatioPerMonth: {
    ...percent,
    field: "hashrateDecayRatioPerMonth",
    name: "Decay",
    header: "Decay (%/month)",
    unit: "%/month",
    unitKind: "ratioPerMonth",
    required: false,
    limit: projectionLimits.hashrateDecayRatioPerMonth,
    doubtfulPercentMax: 0.02,
    aliases: [
      "Decay rate",
      "Hashrate decay",
      "Monthly decay",
      "Degradation",
      "衰减率",
      "算力衰减",
      "月衰减率",
      "衰减",
    ],
    help: "Share of hashrate lost per month to ageing; counts for payback.",
    example: 0.4,
  },
  machinePriceUsd: {
    ...number,
    field: "machinePriceUsd",
    name: "Machine price",
    header: "Machine price (USD)",
    unit: "USD",
    unitKind: "usdEach",
    required: false,
    limit: inputLimits.capexUsd,
    aliases: [
      "Price",
      "Unit price",
      "Price per machine",
      "Miner price",
      "单价",
      "价格",
      "机器价格",
      "矿机价格",
      "矿机单价",
    ],
    help: "Of one machine; times the quantity it is the capital cost. Give this or the capital cost, not both.",
    example: 3200,
  },
  capexUsd: {
    ...number,
    field: "capexUsd",
    name: "Capital cost",
    header: "Capital cost (USD)",
    unit: "USD",
    unitKind: "usd",
    required: false,
    limit: inputLimits.capexUsd,
    aliases: [
      "Capex",
      "Investment",
      "Total investment",
      "Total price",
      "总投资",
      "投资",
      "投资额",
      "总价",
      "总成本",
    ],
    help: "Of all machines of the row. Without it or a machine price there is no payback.",
    example: "",
  },
};

/** Bounds of a column's plain figures as its cells hold them, percent where the column is percent; `null` for text. */
export function cellLimit(field: BatchField): Limit | null {
  const { limit, isPercent, unit } = batchColumns[field];
  if (limit === null) return null;
  return isPercent ? { ...limit, min: limit.min * 100, max: limit.max * 100, unit } : { ...limit, unit };
}
