import { impliedNetworkHashrateThs } from "../network/implied-hashrate";
import { btcPerDayByNetworkShare } from "./btc-per-day";
import { rewardBtcPerBlock, runningRatio } from "./calculate-daily";
import type { CalculationInputs, DailyResult, Fleet, Production } from "./calculation";
import { payoutBand } from "./payout-band";
import { judgeMethods } from "./verdict";

/** Installed and running hashrate (TH/s), power (W) and efficiency (J/TH) of the fleet. */
export function fleetOf(inputs: CalculationInputs): Fleet {
  const running = runningRatio(inputs);
  const installedHashrateThs = inputs.hashrateThs * inputs.quantity;
  const installedPowerWatts = inputs.powerWatts * inputs.quantity;
  return {
    installedHashrateThs,
    installedPowerWatts,
    runningRatio: running,
    effectiveHashrateThs: installedHashrateThs * running,
    averagePowerWatts: installedPowerWatts * running,
    efficiencyJoulesPerTh: inputs.powerWatts / inputs.hashrateThs,
  };
}

/**
 * BTC per day by both methods on one basis (same hashrate, same reward, gross and net), their gap and the verdict.
 *
 * @param daily the day by the difficulty method.
 */
export function productionOf(inputs: CalculationInputs, daily: DailyResult, fleet: Fleet): Production {
  const { market, poolFeeRatio } = inputs;
  const rewardBtc = rewardBtcPerBlock(inputs);
  const observedThs = market.networkHashrateThs;
  const impliedThs = impliedNetworkHashrateThs(market.difficulty);
  const judged = judgeMethods(observedThs, impliedThs, market.networkHashrateStale);
  const shareGross =
    observedThs === null ? null : btcPerDayByNetworkShare(fleet.effectiveHashrateThs, observedThs, rewardBtc);
  return {
    methodUsed: "difficulty",
    difficultyMethod: { btcPerDayGross: daily.btcPerDayGross, btcPerDayNet: daily.btcPerDayNet },
    hashrateMethod: {
      btcPerDayGross: shareGross,
      btcPerDayNet: shareGross === null ? null : shareGross * (1 - poolFeeRatio),
    },
    // Fleet and reward cancel, so the gap is defined even for a fleet that stands still.
    gapRatio: observedThs === null ? null : impliedThs / observedThs - 1,
    luckSigma: judged.luckSigma,
    verdict: judged.verdict,
    verdictReason: judged.reason,
    impliedNetworkHashrateThs: impliedThs,
    observedNetworkHashrateThs: observedThs,
    rewardBtcPerBlock: rewardBtc,
    feesIncluded: market.feesBtcPerBlock !== null,
    payoutBand: payoutBand(daily.btcPerDayNet, inputs.payoutScheme, inputs.poolShareRatio),
  };
}
