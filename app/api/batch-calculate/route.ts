import { getBatch } from "@/lib/modules/batch/queries";
import { batchContract } from "@/lib/modules/batch/schema/batch-contract";
import { defineRoute } from "@/lib/server/route";

export const POST = defineRoute(batchContract, ({ viewer, body }) => getBatch(viewer, body));
