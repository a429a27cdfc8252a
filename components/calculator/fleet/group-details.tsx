"use client";

import { type Dispatch, useMemo } from "react";
import { CalculatorLink } from "@/components/calculator/fleet/calculator-link";
import type { GroupState, SiteState } from "@/components/calculator/fleet/fleet-document";
import { type GroupNumber, groupFields } from "@/components/calculator/fleet/fleet-fields";
import type { FleetAction } from "@/components/calculator/fleet/fleet-state";
import { TextField } from "@/components/calculator/fleet/text-field";
import { specProblem } from "@/components/calculator/number-spec";
import { followedFigures } from "@/components/calculator/resolve-inputs";
import { SpecOverride } from "@/components/calculator/spec-fields";
import { machineOptions } from "@/components/catalogue/machine-options";
import { ComboField } from "@/components/forms/combo-field";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

const ownMachine = "own";

interface GroupDetailsProps {
  readonly group: GroupState;
  readonly model: MinerModel | null;
  readonly site: SiteState;
  readonly catalogue: readonly MinerModel[] | undefined;
  readonly dispatch: Dispatch<FleetAction>;
  readonly onNumber: (name: GroupNumber, value: number | null, problem: string | null) => void;
}

/** What of a group changes seldom: its model, own name, measured figures and price. */
export function GroupDetails({ group, model, site, catalogue, dispatch, onNumber }: GroupDetailsProps) {
  const options = useMemo(
    () => [
      { value: ownMachine, label: "My own machine", detail: "type TH/s and W" },
      ...machineOptions(catalogue ?? []),
    ],
    [catalogue],
  );
  const figures = useMemo(() => followedFigures(model, undefined), [model]);
  const change = (next: Partial<GroupState>) =>
    dispatch({ type: "groupMachine", groupId: group.id, change: next });
  return (
    <div className="mt-3 grid gap-x-3 gap-y-3.5 rounded-md bg-muted/50 p-3 sm:grid-cols-2 xl:grid-cols-5">
      <ComboField
        label="Model"
        options={options}
        value={group.machine ?? ownMachine}
        placeholder={group.machine ?? "Pick a machine"}
        searchPlaceholder={`Search ${catalogue?.length ?? 0} machines`}
        onValueChange={(value) =>
          // Figures of the model before do not belong to the next one; an own machine starts from them.
          change({
            machine: value === ownMachine ? null : value,
            hashrateThs: value === ownMachine ? (group.hashrateThs ?? model?.hashrateThs ?? null) : null,
            powerWatts: value === ownMachine ? (group.powerWatts ?? model?.powerWatts ?? null) : null,
            machinePriceUsd: null,
          })
        }
      />
      <TextField
        label="Your name for it"
        optional
        value={group.label}
        placeholder="Hall 2, row C"
        onChange={(label) => change({ label })}
      />
      {(["hashrateThs", "powerWatts", "machinePriceUsd"] as const).map((name) => (
        <SpecOverride
          key={`${name} ${group.machine}`}
          name={name}
          spec={groupFields[name]}
          value={group[name]}
          error={group[name] === null ? null : specProblem(groupFields[name], group[name])}
          onNumber={onNumber}
          figure={figures[name]}
          origin="catalogue"
          missing={
            name === "machinePriceUsd" ? "No price known: without one there is no payback." : undefined
          }
        />
      ))}
      <p className="text-muted-foreground text-xs sm:col-span-2 xl:col-span-5">
        Hashrate is the nameplate of a new machine: age and decay are taken off it. Power does not shrink with
        age. <CalculatorLink group={group} site={site} />
      </p>
    </div>
  );
}
