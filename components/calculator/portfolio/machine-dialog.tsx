"use client";

import { useMemo, useState } from "react";
import { decimalText, inputOf } from "@/components/calculator/portfolio/machine-input";
import { machineName, machinesText } from "@/components/calculator/portfolio/machine-words";
import { PurchaseField } from "@/components/calculator/portfolio/purchase-field";
import type { MachineChanges } from "@/components/calculator/portfolio/use-machine-changes";
import { useMiners } from "@/components/calculator/use-miners";
import { machineOptions } from "@/components/catalogue/machine-options";
import { ActionForm } from "@/components/forms/action-form";
import { ComboField } from "@/components/forms/combo-field";
import { NumberField } from "@/components/forms/number-field";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { ActionAnswer } from "@/lib/browser/action-answer";
import { useAction } from "@/lib/browser/use-action";
import { inputLimits, projectionLimits } from "@/lib/domain/mining/input-limits";
import { addMachinesAction, changeMachineAction } from "@/lib/modules/calculator/portfolio/actions";
import type { MachineInput } from "@/lib/modules/calculator/portfolio/inputs";
import type { Machine } from "@/lib/modules/calculator/portfolio/schema";

interface MachineDialogProps {
  /** The machines to change; null adds new ones. */
  readonly machine: Machine | null;
  readonly changes: MachineChanges;
  readonly onClose: () => void;
}

/** What the form holds: money as numbers until it is sent. */
type Draft = Omit<MachineInput, "quantity" | "electricityUsdPerKwh" | "capexUsd"> & {
  readonly quantity: number | null;
  readonly electricityUsdPerKwh: number | null;
  readonly capexUsd: number | null;
};

const ownMachine = "own";
const ownOption = {
  value: ownMachine,
  label: "My own machine",
  detail: "type TH/s and W",
  keywords: ["custom", "manual"],
};

const newMachine: Draft = {
  name: "",
  site: "",
  minerModel: null,
  hashrateThs: null,
  powerWatts: null,
  quantity: 1,
  electricityUsdPerKwh: null,
  poolFeeRatio: 0,
  uptimeRatio: 1,
  hashrateDecayRatioPerMonth: 0,
  capexUsd: null,
  purchasedOn: null,
};

/** Asks for machines of one kind at one price. */
export function MachineDialog({ machine, changes, onClose }: MachineDialogProps) {
  const { data: models, error: modelsError } = useMiners();
  const [draft, setDraft] = useState<Draft>(() => (machine === null ? newMachine : draftOf(machine)));
  const [picked, setPicked] = useState<string | null>(
    machine === null ? null : (machine.minerModel?.slug ?? ownMachine),
  );
  const [broken, setBroken] = useState<Readonly<Record<string, string>>>({});
  const options = useMemo(() => [ownOption, ...machineOptions(models ?? [])], [models]);
  const model = models?.find(({ slug }) => slug === draft.minerModel);
  const change = (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch }));
  const save = useAction(
    (input: MachineInput) => sent(machine, input),
    (saved) => {
      if (saved.kind === "added") changes.added(calledBy(draft, model?.name), saved.ids);
      else if (machine !== null) changes.changed(machine, saved.version);
      onClose();
    },
  );
  // A field that holds something wrong counts as empty; it must not be saved as if it were.
  const guarded = {
    ...save,
    run: async (input: MachineInput) => {
      const problems = problemsOf(draft, picked, broken);
      if (problems.length === 0) return await save.run(input);
      save.refuse(problems);
      return null;
    },
  };
  const number = (field: keyof Draft) => ({
    name: field,
    value: draft[field] as number | null,
    error: save.problemOf(field),
    onValueChange: (value: number | null, problem: string | null) => {
      setDraft((before) => ({ ...before, [field]: value }));
      setBroken((before) => withProblem(before, field, problem));
    },
  });
  const percent = { scale: 100, unit: "%", min: 0, step: 0.5 } as const;
  const isOwn = picked === ownMachine;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={machine === null ? "Add machines" : `Change ${machineName(machine)}`}
      description="Machines of one kind at one power price are one row."
      className="sm:top-[6dvh] sm:max-w-2xl"
    >
      <ActionForm
        action={guarded}
        input={() => inputOfDraft(draft)}
        submit={machine === null ? "Add" : "Save"}
        pending="Saving"
        label="Machines"
        aside={
          <Button variant="ghost" onClick={onClose}>
            Cancel
          </Button>
        }
      >
        <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_9rem]">
          <ComboField
            label="Machine"
            options={options}
            value={picked}
            placeholder="Pick a machine"
            searchPlaceholder={
              models === undefined ? "The catalogue is on its way" : `Search ${models.length} machines`
            }
            emptyText="Not in the catalogue: pick “My own machine” and type its TH/s and watts."
            error={
              modelsError === null
                ? save.problemOf("minerModel")
                : "The catalogue did not load; pick “My own machine”"
            }
            help={isOwn ? "Figures of your own, below." : undefined}
            onValueChange={(value) => {
              setPicked(value);
              change({ minerModel: value === ownMachine ? null : value });
            }}
          />
          <NumberField
            {...number("quantity")}
            label="Machines"
            integer
            min={inputLimits.quantity.min}
            max={inputLimits.quantity.max}
            step={1}
          />
        </div>
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField
            {...number("hashrateThs")}
            label="Hashrate of one"
            unit="TH/s"
            min={0}
            max={inputLimits.hashrateThs.max}
            optional={!isOwn}
            placeholder={model === undefined ? undefined : String(model.hashrateThs)}
            help={isOwn ? undefined : "Left out: the model's nameplate."}
          />
          <NumberField
            {...number("powerWatts")}
            label="Power of one"
            unit="W"
            min={0}
            max={inputLimits.powerWatts.max}
            optional={!isOwn}
            placeholder={model === undefined ? undefined : String(model.powerWatts)}
            help={isOwn ? undefined : "At the wall. Left out: the nameplate."}
          />
          <NumberField
            {...number("electricityUsdPerKwh")}
            label="Power price"
            unit="USD/kWh"
            min={0}
            max={10}
            step={0.005}
            placeholder="0.06"
          />
          <NumberField {...number("poolFeeRatio")} {...percent} label="Pool fee" max={100} />
          <NumberField
            {...number("uptimeRatio")}
            {...percent}
            label="Uptime"
            max={100}
            help="Off, they neither earn nor draw power."
          />
          <NumberField
            {...number("hashrateDecayRatioPerMonth")}
            {...percent}
            label="Ageing"
            unit="%/month"
            step={0.1}
            max={projectionLimits.hashrateDecayRatioPerMonth.max * 100}
            help="Hashrate lost; counts for payback."
          />
          <NumberField
            {...number("capexUsd")}
            label="Paid for all of them"
            optional
            prefix="$"
            min={0}
            max={1e12}
            help={
              draft.quantity === null || draft.quantity === 1
                ? "Without it there is no payback."
                : `For all ${machinesText(draft.quantity)}. Without it there is no payback.`
            }
          />
          <PurchaseField
            value={draft.purchasedOn}
            onValueChange={(purchasedOn) => change({ purchasedOn })}
            error={save.problemOf("purchasedOn")}
          />
          <TextField
            name="name"
            label="Name"
            optional
            maxLength={100}
            autoComplete="off"
            value={draft.name}
            onValueChange={(name) => change({ name })}
            error={save.problemOf("name")}
          />
          <TextField
            name="site"
            label="Site or note"
            optional
            maxLength={100}
            autoComplete="off"
            value={draft.site}
            onValueChange={(site) => change({ site })}
            error={save.problemOf("site")}
          />
        </div>
      </ActionForm>
    </Dialog>
  );
}

type Saved =
  | { readonly kind: "added"; readonly ids: readonly string[] }
  | { readonly kind: "changed"; readonly version: number };

/** Adds machines, or changes those given. */
async function sent(machine: Machine | null, input: MachineInput): Promise<ActionAnswer<Saved>> {
  if (machine === null) {
    const answer = await addMachinesAction({ machines: [input] });
    return answer.ok ? { ok: true, data: { kind: "added", ids: answer.data.ids } } : answer;
  }
  const answer = await changeMachineAction({ id: machine.id, version: machine.version, ...input });
  return answer.ok ? { ok: true, data: { kind: "changed", version: answer.data.version } } : answer;
}

function draftOf(machine: Machine): Draft {
  const { electricityUsdPerKwh, capexUsd, ...rest } = inputOf(machine);
  return {
    ...rest,
    electricityUsdPerKwh: Number(electricityUsdPerKwh),
    capexUsd: capexUsd === null ? null : Number(capexUsd),
  };
}

/** What is missing goes as it is: the server says which rule it breaks. */
function inputOfDraft({ electricityUsdPerKwh, capexUsd, quantity, ...draft }: Draft): MachineInput {
  return {
    ...draft,
    quantity: quantity ?? Number.NaN,
    electricityUsdPerKwh: electricityUsdPerKwh === null ? "" : decimalText(electricityUsdPerKwh, 6),
    capexUsd: capexUsd === null ? null : decimalText(capexUsd, 2),
  };
}

/** What the browser can say by itself: fields that hold something wrong, and what is missing. */
function problemsOf(draft: Draft, picked: string | null, broken: Readonly<Record<string, string>>) {
  const needed = ["quantity", "electricityUsdPerKwh"] as const;
  const figures = picked === ownMachine ? (["hashrateThs", "powerWatts"] as const) : [];
  const missing = [...needed, ...figures].filter((field) => draft[field] === null);
  const problems: Readonly<Record<string, string>> = {
    ...(picked === null ? { minerModel: "Pick a machine, or “My own machine”" } : {}),
    ...Object.fromEntries(missing.map((field) => [field, "Fill this in"])),
    ...broken,
  };
  return Object.entries(problems).map(([field, message]) => ({ field, message }));
}

function withProblem(
  before: Readonly<Record<string, string>>,
  field: string,
  problem: string | null,
): Readonly<Record<string, string>> {
  const { [field]: _before, ...others } = before;
  return problem === null ? others : { ...others, [field]: problem };
}

function calledBy({ name, quantity }: Draft, model: string | undefined): string {
  if (name.trim() !== "") return name.trim();
  return `${machinesText(quantity ?? 0)}${model === undefined ? "" : ` ${model}`}`;
}
