import type { HeadroomBin } from "@/components/batch/worker/protocol";
import type { ResultStore } from "@/components/batch/worker/result-store";

const stepUsdPerKwh = 0.01;
/** Everything beyond is counted in the last bin of its side. */
const farthest = 10;

/**
 * Machines counted by strike price less tariff in steps of 1 cent a kWh, from the first bin that holds any to the
 * last. Rows without a BTC price have no strike and are left out.
 */
export function headroomBins(store: ResultStore): readonly HeadroomBin[] {
  const earning = new Float64Array(2 * farthest + 1);
  const losing = new Float64Array(2 * farthest + 1);
  const strike = store.column("strikeUsdPerKwh");
  const tariff = store.column("electricityUsdPerKwh");
  const machines = store.column("quantity");
  for (let entry = 0; entry < store.length; entry += 1) {
    const headroom = (strike[entry] ?? Number.NaN) - (tariff[entry] ?? Number.NaN);
    if (Number.isNaN(headroom)) continue;
    const place = Math.round(Math.min(farthest, Math.max(-farthest, headroom / stepUsdPerKwh))) + farthest;
    const side = headroom < 0 ? losing : earning;
    side[place] = (side[place] ?? 0) + (machines[entry] ?? 0);
  }
  const holds = (place: number) => (earning[place] ?? 0) + (losing[place] ?? 0) > 0;
  const places = Array.from(earning, (_, place) => place);
  const first = places.find(holds);
  const last = places.findLast(holds);
  if (first === undefined || last === undefined) return [];
  return places.slice(first, last + 1).map((place) => ({
    usdPerKwh: Number(((place - farthest) * stepUsdPerKwh).toFixed(2)),
    machinesEarning: earning[place] ?? 0,
    machinesAtLoss: losing[place] ?? 0,
  }));
}
