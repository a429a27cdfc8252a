import { formatDifficulty } from "@/lib/domain/format/format-difficulty";
import { formatHashrate } from "@/lib/domain/format/format-hashrate";
import { formatNumber } from "@/lib/domain/format/format-number";
import { formatPercent } from "@/lib/domain/format/format-percent";
import { formatUsd } from "@/lib/domain/format/format-usd";
import type { Machine, Portfolio } from "@/lib/modules/calculator/portfolio/schema";

/** What they are: the catalogue's model, or one of their own figures. */
export function modelText({ minerModel, hashrateThs }: Machine): string {
  return minerModel?.name ?? `Own machine, ${formatHashrate(hashrateThs.value)}`;
}

/** What machines are called: the person's name for them, else the model. */
export function machineName(machine: Machine): string {
  return machine.name === "" ? modelText(machine) : machine.name;
}

/** "1 machine", "1,200 machines". */
export function machinesText(count: number): string {
  return `${formatNumber(count, 0)} ${count === 1 ? "machine" : "machines"}`;
}

/** What a row's figures are made from, in one line. */
export function machineInputsText(machine: Machine): string {
  return [
    `${machinesText(machine.quantity)} of ${formatHashrate(machine.hashrateThs.value)} (${machine.hashrateThs.source})`,
    `${formatNumber(machine.powerWatts.value, 0)} W (${machine.powerWatts.source})`,
    `$${machine.electricityUsdPerKwh}/kWh`,
    `pool fee ${formatPercent(machine.poolFeeRatio, 1)}`,
    `uptime ${formatPercent(machine.uptimeRatio, 1)}`,
    ...(machine.hashrateDecayRatioPerMonth === 0
      ? []
      : [`ageing ${formatPercent(machine.hashrateDecayRatioPerMonth, 2)} a month`]),
    ...(machine.capexUsd === null ? [] : [`paid ${formatUsd(Number(machine.capexUsd), 2)}`]),
  ].join(", ");
}

/** With which price and difficulty, in one line. */
export function marketText(market: Portfolio["market"]): string {
  if (market === null) return "";
  const { btcPriceUsd, difficulty, subsidyBtc, feesBtcPerBlock } = market.figures;
  const reward = `${subsidyBtc.value} BTC per block`;
  return [
    btcPriceUsd.value === null ? "no BTC price" : `BTC at ${formatUsd(btcPriceUsd.value, 2)}`,
    `difficulty ${formatDifficulty(difficulty.value)}`,
    feesBtcPerBlock.value === null
      ? `${reward}, fees not included`
      : `${reward} and ${formatNumber(feesBtcPerBlock.value, 4)} of fees`,
  ].join(", ");
}

/** A payback that is none, in a word. */
export function noPaybackWord(reason: string | null): string {
  if (reason?.startsWith("never") === true) return "never";
  return reason?.startsWith("not within") === true ? reason : "none";
}

/** The reason as a sentence. */
export function sentence(text: string | null): string {
  return text === null || text === "" ? "" : `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
