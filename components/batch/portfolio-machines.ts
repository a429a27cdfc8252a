import type { BatchTableRow } from "@/components/batch/worker/protocol";
import { decimalText } from "@/components/calculator/portfolio/machine-input";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";
import type { MachineInput } from "@/lib/modules/calculator/portfolio/inputs";

/** As many rows as a portfolio holds. */
export const portfolioRowsMax = 1_000;

/**
 * Rows of a batch as machines of a portfolio; rows with errors are left out. Figures that are the model's nameplate stay
 * the model's, so that they follow the catalogue.
 */
export function machinesOf(rows: readonly BatchTableRow[], models: readonly MinerModel[]): MachineInput[] {
  const modelByName = new Map(models.map((model) => [model.name, model]));
  return rows.flatMap(({ result }) => {
    if (result === null) return [];
    const model = result.minerModel === null ? undefined : modelByName.get(result.minerModel);
    const own = (value: number, nameplate: number | undefined) => (value === nameplate ? null : value);
    return [
      {
        name: result.label.slice(0, 100),
        site: "",
        minerModel: model?.slug ?? null,
        hashrateThs: own(result.hashrateThs, model?.hashrateThs),
        powerWatts: own(result.powerWatts, model?.powerWatts),
        quantity: result.quantity,
        electricityUsdPerKwh: decimalText(result.electricityUsdPerKwh, 6),
        poolFeeRatio: result.poolFeeRatio,
        uptimeRatio: result.uptimeRatio,
        hashrateDecayRatioPerMonth: result.hashrateDecayRatioPerMonth,
        capexUsd: result.capexUsd === null ? null : decimalText(result.capexUsd, 2),
        purchasedOn: null,
      },
    ];
  });
}
