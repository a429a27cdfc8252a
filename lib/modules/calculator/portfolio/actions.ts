"use server";

import { defineAction } from "@/lib/server/action";
import { addMachines } from "./commands/add-machines";
import { changeMachine } from "./commands/change-machine";
import { removeMachines } from "./commands/remove-machines";
import { addMachinesInput, changeMachineInput, removeMachinesInput } from "./inputs";

export const addMachinesAction = defineAction({
  name: "addMachines",
  permission: "calculator:save",
  input: addMachinesInput,
  run: addMachines,
});

export const changeMachineAction = defineAction({
  name: "changeMachine",
  permission: "calculator:save",
  input: changeMachineInput,
  run: changeMachine,
});

export const removeMachinesAction = defineAction({
  name: "removeMachines",
  permission: "calculator:save",
  input: removeMachinesInput,
  run: removeMachines,
});
