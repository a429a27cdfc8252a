import { z } from "zod";
import { defineContract } from "@/lib/server/contract";
import { addMachinesInput, machineChange } from "./inputs";
import { historyQuery, historySchema, portfolioSchema } from "./schema";

const tag = "Portfolio";
const permission = "calculator:save";

export const portfolioContract = defineContract({
  method: "GET",
  path: "/api/portfolio",
  tag,
  summary: "Your own machines, what each earns a day, and all together",
  description:
    "Figures are those of the last calculation: `market` says with which price and difficulty, and how old they were. After a change `isRecalculating` is true until the new figures are there.",
  permission,
  result: portfolioSchema,
});

export const portfolioHistoryContract = defineContract({
  method: "GET",
  path: "/api/portfolio/history",
  tag,
  summary: "What your machines earned a day, as last calculated on each UTC day",
  permission,
  query: historyQuery,
  result: historySchema,
});

export const addMachinesContract = defineContract({
  method: "POST",
  path: "/api/portfolio/machines",
  tag,
  summary: "Add machines",
  description: "All rows or none. A machine is a `minerModel`, or has both `hashrateThs` and `powerWatts`.",
  permission,
  body: addMachinesInput,
  result: z.strictObject({ ids: z.array(z.uuid()), portfolioVersion: z.int() }),
  alsoAnswers: { 201: "The machines were added" },
  exampleBody: {
    machines: [
      {
        minerModel: "Antminer S21",
        quantity: 10,
        electricityUsdPerKwh: "0.06",
        poolFeeRatio: 0.02,
        capexUsd: "32000",
      },
    ],
  },
});

const machineParams = z.strictObject({ id: z.uuid() });

export const changeMachineContract = defineContract({
  method: "PATCH",
  path: "/api/portfolio/machines/{id}",
  tag,
  summary: "Change machines",
  description: "What is left out stays as it is.",
  permission,
  params: machineParams,
  body: machineChange,
  result: z.strictObject({ version: z.int(), portfolioVersion: z.int() }),
  exampleBody: { version: 1, electricityUsdPerKwh: "0.055" },
});

export const removeMachineContract = defineContract({
  method: "DELETE",
  path: "/api/portfolio/machines/{id}",
  tag,
  summary: "Remove machines",
  permission,
  params: machineParams,
  result: z.strictObject({ removed: z.int(), portfolioVersion: z.int() }),
});
