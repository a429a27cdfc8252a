import { calculateRequestSchema } from "@/lib/modules/calculator/schema/calculate-request";
import { calculateResponseSchema } from "@/lib/modules/calculator/schema/calculate-response";
import { defineContract } from "@/lib/server/contract";
import { env } from "@/lib/server/env";

/** `POST /api/calculate`: what a machine or fleet earns, and when it pays back. */
export const calculateContract = defineContract({
  method: "POST",
  path: "/api/calculate",
  tag: "Calculator",
  summary: "What a machine or fleet earns, and when it pays back",
  description:
    "Production by two algorithms on one basis, income, energy, break-evens and, with `projection`, a month by month path in block height. No login. Market figures you leave out are the current ones; `inputs` says where each came from and how old it is. Nothing is guessed: an unknown model is an error.",
  permission: "calculator:use",
  body: calculateRequestSchema,
  result: calculateResponseSchema,
  rateLimit: { name: "calculate", requestsPerMinute: () => env().CALCULATE_REQUESTS_PER_MINUTE },
  exampleBody: {
    minerModel: "Antminer S21",
    quantity: 100,
    electricityUsdPerKwh: 0.06,
    poolFeeRatio: 0.02,
    capexUsd: 400_000,
    projection: { months: 36, difficultyGrowthRatio: 0.01, discountRatioPerYear: 0.1 },
  },
});
