"use client";

import { useMemo } from "react";
import { ComboField } from "@/components/forms/combo-field";
import type { ComboOption } from "@/components/forms/combo-list";
import { formatEfficiency } from "@/lib/domain/format/format-efficiency";
import { formatHashrate } from "@/lib/domain/format/format-hashrate";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

const ownMachine = "own";

interface MachineFieldProps {
  readonly models: readonly MinerModel[] | undefined;
  readonly model: MinerModel | null;
  readonly machine: string | null;
  readonly error: string | null;
  /** `null` is "my own machine". */
  readonly onMachineChange: (machine: string | null) => void;
}

/** The machine, found by typing, or "my own" with figures typed by hand. */
export function MachineField({ models, model, machine, error, onMachineChange }: MachineFieldProps) {
  const options = useMemo(() => optionsOf(models ?? []), [models]);
  return (
    <ComboField
      label="Machine"
      options={options}
      value={machine === null ? ownMachine : machine}
      placeholder={models === undefined ? "Antminer S21" : "Pick a machine"}
      searchPlaceholder={`Search ${models?.length ?? 0} machines`}
      emptyText="Not in the catalogue: pick “My own machine” and type its TH/s and watts."
      error={error}
      help={
        <MachineHelp model={model} machine={machine} isLoading={models === undefined && error === null} />
      }
      onValueChange={(value) => onMachineChange(value === ownMachine ? null : value)}
    />
  );
}

function MachineHelp({
  model,
  machine,
  isLoading,
}: {
  readonly model: MinerModel | null;
  readonly machine: string | null;
  readonly isLoading: boolean;
}) {
  if (machine === null) return <span>Your own figures, under “Machine figures”.</span>;
  if (model === null) return <span>{isLoading ? "The catalogue is on its way." : " "}</span>;
  return (
    <span>
      {formatHashrate(model.hashrateThs)} · {model.powerWatts.toLocaleString("en-US")} W ·{" "}
      {formatEfficiency(model.efficiencyJoulesPerTh)} · {model.cooling}
      {model.status === "unconfirmed" && " · not confirmed by a second source"}
    </span>
  );
}

function optionsOf(models: readonly MinerModel[]): readonly ComboOption[] {
  const makers = [...new Set(models.map(({ maker }) => maker))];
  const catalogued = makers.flatMap((maker) =>
    models
      .filter((candidate) => candidate.maker === maker)
      .map((candidate) => ({
        value: candidate.slug,
        label: candidate.name,
        detail: `${formatHashrate(candidate.hashrateThs)} · ${formatEfficiency(candidate.efficiencyJoulesPerTh)}`,
        keywords: [candidate.bin, candidate.maker, ...candidate.aliases],
        group: candidate.maker,
      })),
  );
  const own = {
    value: ownMachine,
    label: "My own machine",
    detail: "type TH/s and W",
    keywords: ["custom", "manual"],
  };
  return [own, ...catalogued];
}
