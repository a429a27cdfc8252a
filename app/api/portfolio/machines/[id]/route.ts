import { changeMachine } from "@/lib/modules/calculator/portfolio/commands/change-machine";
import { removeMachines } from "@/lib/modules/calculator/portfolio/commands/remove-machines";
import { changeMachineContract, removeMachineContract } from "@/lib/modules/calculator/portfolio/contracts";
import { defineRoute } from "@/lib/server/route";

export const PATCH = defineRoute(changeMachineContract, ({ viewer, params, body }) =>
  changeMachine(viewer, { ...body, id: params.id }),
);

export const DELETE = defineRoute(removeMachineContract, ({ viewer, params }) =>
  removeMachines(viewer, { ids: [params.id] }),
);
