import type { ComboOption } from "@/components/forms/combo-list";
import { formatEfficiency } from "@/lib/domain/format/format-efficiency";
import { formatHashrate } from "@/lib/domain/format/format-hashrate";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

/** Machines as choices of a picker, grouped by maker, found by alias as well. */
export function machineOptions(models: readonly MinerModel[]): ComboOption[] {
  return [...models]
    .sort((a, b) => a.maker.localeCompare(b.maker, "en"))
    .map(({ slug, name, maker, bin, hashrateThs, efficiencyJoulesPerTh, aliases }) => ({
      value: slug,
      label: name,
      detail: `${formatHashrate(hashrateThs)} · ${formatEfficiency(efficiencyJoulesPerTh)}`,
      keywords: [maker, bin, ...aliases],
      group: maker,
    }));
}
