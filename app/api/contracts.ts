import { calculateContract } from "@/lib/modules/calculator/schema/calculate-contract";
import type { AnyRouteContract } from "@/lib/server/contract";
import { healthContract, openApiContract, readyContract } from "@/lib/server/health-contracts";

/** The contract of every route: what `/api/openapi.json` describes. A test holds it against the route files. */
export const contracts = [
  calculateContract,
  healthContract,
  readyContract,
  openApiContract,
] as const satisfies readonly AnyRouteContract[];
