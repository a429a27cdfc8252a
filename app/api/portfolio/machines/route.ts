import { addMachines } from "@/lib/modules/calculator/portfolio/commands/add-machines";
import { addMachinesContract } from "@/lib/modules/calculator/portfolio/contracts";
import { defineRoute, RouteAnswer } from "@/lib/server/route";

export const POST = defineRoute(
  addMachinesContract,
  async ({ viewer, body }) => new RouteAnswer(201, await addMachines(viewer, body)),
);
