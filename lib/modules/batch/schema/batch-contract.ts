import { batchRequestSchema } from "@/lib/modules/batch/schema/batch-request";
import { batchResponseSchema } from "@/lib/modules/batch/schema/batch-response";
import { defineContract } from "@/lib/server/contract";
import { env } from "@/lib/server/env";

/** `POST /api/batch-calculate`: many rows of machines at once. */
export const batchContract = defineContract({
  method: "POST",
  path: "/api/batch-calculate",
  tag: "Calculator",
  summary: "What each of up to 10,000 rows of machines earns, and their sums",
  description:
    "Each row is calculated with the calculator's own formula; payback takes the path on which nothing changes but halvings and the row's decay. One entry per row, in order; a row that breaks a rule is an entry with every error of the row, and the others are calculated all the same. No login. At most 10,000 rows and 8 MB a request.",
  permission: "batch:use",
  body: batchRequestSchema,
  bodyBytesMax: 8 * 1024 * 1024,
  result: batchResponseSchema,
  rateLimit: { name: "batch-calculate", requestsPerMinute: () => env().BATCH_REQUESTS_PER_MINUTE },
  exampleBody: {
    rows: [
      { minerModel: "Antminer S21", quantity: 100, electricityUsdPerKwh: 0.06, machinePriceUsd: 3_200 },
      { label: "Hall B", hashrateThs: 110, powerWatts: 3_250, quantity: 40, electricityUsdPerKwh: 0.045 },
    ],
  },
});
