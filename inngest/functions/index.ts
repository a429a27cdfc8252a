import type { Inngest, InngestFunction } from "inngest";
import { authFunctions } from "./auth";
import { calculatorFunctions } from "./calculator";
import { eventsFunctions } from "./events";
import { mailFunctions } from "./mail";
import { marketFunctions } from "./market";

/** Everything that happens after a change or by schedule; a module's functions are added here and nowhere else. */
export const allFunctions = (client: Inngest.Any): InngestFunction.Any[] => [
  ...authFunctions(client),
  ...calculatorFunctions(client),
  ...mailFunctions(client),
  ...marketFunctions(client),
  ...eventsFunctions(client),
];
