import { z } from "zod";
import { type AnyRouteContract, defineContract } from "@/lib/server/contract";

/** Of a route that answers that there is nothing. No document names it: it is about what does not exist. */
export const missingContract = (method: AnyRouteContract["method"]) =>
  defineContract({
    method,
    path: "/api/{missing}",
    tag: "Operation",
    summary: "There is nothing here",
    permission: "public",
    result: z.never(),
  });
