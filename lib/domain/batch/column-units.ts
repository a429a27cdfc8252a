import { plainWidth } from "./plain-width";

/**
 * Units a column or cell may state, by kind of quantity: the factor that brings a figure to the field's own unit.
 * Spelled as `unitKey` leaves them: lower case, no spaces. A unit that is not listed is never read.
 */
const columnUnits = {
  hashrate: {
    "th/s": 1,
    ths: 1,
    th: 1,
    "t/s": 1,
    t: 1,
    terahash: 1,
    "ph/s": 1e3,
    phs: 1e3,
    ph: 1e3,
    p: 1e3,
    "eh/s": 1e6,
    ehs: 1e6,
    eh: 1e6,
    "gh/s": 1e-3,
    ghs: 1e-3,
    gh: 1e-3,
    "mh/s": 1e-6,
    mhs: 1e-6,
  },
  power: {
    w: 1,
    watt: 1,
    watts: 1,
    瓦: 1,
    瓦特: 1,
    kw: 1e3,
    kilowatt: 1e3,
    kilowatts: 1e3,
    千瓦: 1e3,
    mw: 1e6,
  },
  usdPerKwh: {
    "usd/kwh": 1,
    "$/kwh": 1,
    "us$/kwh": 1,
    usdperkwh: 1,
    "美元/度": 1,
    "美元/kwh": 1,
    "美元/千瓦时": 1,
    "usd/度": 1,
    "$/度": 1,
    "usd/mwh": 1e-3,
    "$/mwh": 1e-3,
    "us$/mwh": 1e-3,
    "¢/kwh": 1e-2,
    "usc/kwh": 1e-2,
    "cent/kwh": 1e-2,
    "cents/kwh": 1e-2,
    "uscents/kwh": 1e-2,
    "美分/度": 1e-2,
    "美分/kwh": 1e-2,
  },
  usd: { usd: 1, $: 1, us$: 1, 美元: 1, 美金: 1, kusd: 1e3, usdk: 1e3, k$: 1e3, $k: 1e3, 万美元: 1e4 },
  usdEach: {
    usd: 1,
    $: 1,
    us$: 1,
    美元: 1,
    美金: 1,
    "usd/unit": 1,
    "usd/machine": 1,
    "usd/miner": 1,
    "$/unit": 1,
    "$/machine": 1,
    "$/miner": 1,
    usdeach: 1,
    "usd/台": 1,
    "美元/台": 1,
    "$/台": 1,
  },
  ratio: {
    "%": 1e-2,
    pct: 1e-2,
    percent: 1e-2,
    百分比: 1e-2,
    ratio: 1,
    fraction: 1,
    "0-1": 1,
    "0..1": 1,
    比例: 1,
  },
  ratioPerMonth: {
    "%": 1e-2,
    pct: 1e-2,
    percent: 1e-2,
    "%/month": 1e-2,
    "%/mo": 1e-2,
    "%permonth": 1e-2,
    "%/月": 1e-2,
    "%每月": 1e-2,
    "ratio/month": 1,
    ratiopermonth: 1,
    ratio: 1,
  },
  count: { pcs: 1, pc: 1, units: 1, unit: 1, machines: 1, miners: 1, 台: 1, 个: 1, 件: 1 },
} as const satisfies Record<string, Readonly<Record<string, number>>>;

export type UnitKind = keyof typeof columnUnits;

/** A unit as the table spells it: full-width signs made plain, lower case, no spaces. */
export function unitKey(text: string): string {
  return plainWidth(text).toLowerCase().replaceAll(/[\s_]/g, "");
}

/** The factor that brings a figure in `unit` to the kind's own unit; `null` for a unit that is not known there. */
export function unitFactor(kind: UnitKind, unit: string): number | null {
  const units: Readonly<Record<string, number>> = columnUnits[kind];
  const key = unitKey(unit);
  return Object.hasOwn(units, key) ? (units[key] ?? null) : null;
}

/** `value` x `factor`; factors below one are powers of ten and divided by, so that 7 % is 0.07 and not 0.07000000000000001. */
export function scaled(value: number, factor: number): number {
  return factor < 1 ? value / Math.round(1 / factor) : value * factor;
}

const foreignUnits: ReadonlySet<string> = new Set([
  ..."hp btu/h va kva wh kwh mwh j/th h/s kh/s sol/s btc sat btc/day".split(" "),
  ..."eur € gbp £ cny rmb ¥ 元 人民币 eur/kwh €/kwh gbp/kwh £/kwh cny/kwh rmb/kwh ¥/kwh 元/kwh 元/度".split(
    " ",
  ),
  ...Object.values(columnUnits).flatMap((units) => Object.keys(units)),
]);

/** Whether a text is a unit at all, of whatever kind: a column that states it must not be read in another one. */
export function isForeignUnit(text: string): boolean {
  return foreignUnits.has(unitKey(text));
}
