"use client";

import { useQueryClient } from "@tanstack/react-query";
import { inputOf } from "@/components/calculator/portfolio/machine-input";
import { machineName } from "@/components/calculator/portfolio/machine-words";
import { machinesKey, usePortfolioChanged } from "@/components/calculator/portfolio/portfolio-query";
import { notify } from "@/components/ui/toast";
import { type ActionAnswer, callAction } from "@/lib/browser/action-answer";
import { reportSignedOut } from "@/lib/browser/ask-person";
import {
  addMachinesAction,
  changeMachineAction,
  removeMachinesAction,
} from "@/lib/modules/calculator/portfolio/actions";
import type { MachineInput } from "@/lib/modules/calculator/portfolio/inputs";
import type { Machine, Portfolio } from "@/lib/modules/calculator/portfolio/schema";

/** Changes that are told with a way back. */
export interface MachineChanges {
  readonly remove: (machine: Machine) => Promise<void>;
  /** Tells of machines that the server has added. */
  readonly added: (name: string, ids: readonly string[]) => void;
  /** Tells of a change that the server has made. */
  readonly changed: (before: Machine, version: number) => void;
}

export function useMachineChanges(): MachineChanges {
  const client = useQueryClient();
  const refresh = usePortfolioChanged();

  /** What a call answered; null after saying what was wrong. */
  const heard = <Data>(answer: ActionAnswer<Data>, title: string): Data | null => {
    refresh();
    if (answer.ok) return answer.data;
    if (answer.error.code === "unauthenticated") reportSignedOut();
    notify("error", title, { description: answer.error.message });
    return null;
  };

  const restore = async (inputs: readonly MachineInput[], name: string): Promise<void> => {
    const answer = await callAction(addMachinesAction, { machines: inputs });
    if (heard(answer, `${name} is still removed`) !== null) notify("success", `${name} is back`);
  };

  return {
    async remove(machine) {
      const name = machineName(machine);
      // Gone at once; should the server refuse, the list is asked for anew and it is there again.
      client.setQueryData<Portfolio>(machinesKey, (before) =>
        before === undefined
          ? before
          : {
              ...before,
              isRecalculating: true,
              machines: before.machines.filter(({ id }) => id !== machine.id),
            },
      );
      const answer = await callAction(removeMachinesAction, { ids: [machine.id] });
      if (heard(answer, `${name} is not removed`) === null) return;
      notify("success", `${name} is removed`, {
        action: { label: "Undo", onClick: () => void restore([inputOf(machine)], name) },
      });
    },
    added(name, ids) {
      refresh();
      const undo = async () => {
        const answer = await callAction(removeMachinesAction, { ids });
        if (heard(answer, `${name} is still in the portfolio`) !== null)
          notify("success", `${name} is taken out again`);
      };
      notify("success", `${name} is in the portfolio`, {
        action: { label: "Undo", onClick: () => void undo() },
      });
    },
    changed(before, version) {
      refresh();
      const name = machineName(before);
      const undo = async () => {
        const answer = await callAction(changeMachineAction, { id: before.id, version, ...inputOf(before) });
        if (heard(answer, `${name} stays changed`) !== null) notify("success", `${name} is as it was`);
      };
      notify("success", `${name} is changed`, { action: { label: "Undo", onClick: () => void undo() } });
    },
  };
}
