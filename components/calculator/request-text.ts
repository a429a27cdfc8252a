import type { CalculatorState } from "@/components/calculator/calculator-state";
import type { CalculationInputs } from "@/lib/domain/mining/calculation";
import type { CalculateRequest } from "@/lib/modules/calculator/schema/calculate-request";

/**
 * The body of `POST /api/calculate` that gives the same answer as the screen.
 *
 * Market figures are in it only where the person typed their own: the others the API takes from the same market.
 * The same holds for the machine's nameplate, which it takes from the catalogue.
 */
export function requestOf(state: CalculatorState, inputs: CalculationInputs): CalculateRequest {
  const market = withoutNulls({
    btcPriceUsd: state.btcPriceUsd,
    difficulty: state.difficulty,
    networkHashrateThs: state.networkHashrateThs,
    subsidyBtc: state.subsidyBtc,
    feesBtcPerBlock: state.feesBtcPerBlock,
    blockHeight: state.blockHeight,
  });
  const isPplns = inputs.payoutScheme === "pplns";
  return {
    ...withoutNulls({
      minerModel: state.machine,
      hashrateThs: state.hashrateThs,
      powerWatts: state.powerWatts,
    }),
    quantity: inputs.quantity,
    electricityUsdPerKwh: inputs.electricityUsdPerKwh,
    ...withoutNulls({ clientElectricityUsdPerKwh: inputs.clientElectricityUsdPerKwh }),
    poolFeeRatio: inputs.poolFeeRatio,
    payoutScheme: inputs.payoutScheme,
    ...withoutNulls({ poolShareRatio: isPplns ? inputs.poolShareRatio : null }),
    uptimeRatio: inputs.uptimeRatio,
    curtailmentRatio: inputs.curtailmentRatio,
    fixedCostUsdPerMonth: inputs.fixedCostUsdPerMonth,
    ...withoutNulls({ capexUsd: inputs.capexUsd }),
    ...(Object.keys(market).length === 0 ? {} : { market }),
    ...(inputs.projection === null ? {} : { projection: { ...inputs.projection } }),
  };
}

type WithoutNulls<T> = { [K in keyof T]?: Exclude<T[K], null> };

function withoutNulls<T extends Readonly<Record<string, number | string | null>>>(
  values: T,
): WithoutNulls<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as WithoutNulls<T>;
}

/** A shell command that asks the API of `origin` for `request`; single quotes inside are escaped for the shell. */
export function curlText(origin: string, request: CalculateRequest): string {
  const body = JSON.stringify(request, null, 2).replaceAll("'", `'\\''`);
  return `curl -sS '${origin}/api/calculate' \\\n  -H 'content-type: application/json' \\\n  --data '${body}'\n`;
}
