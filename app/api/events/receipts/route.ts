import { receiptsContract } from "@/lib/server/live/contracts";
import { recordReceipts } from "@/lib/server/live/record-receipts";
import { defineRoute } from "@/lib/server/route";
import { authorizeUser } from "@/lib/server/viewer";

export const POST = defineRoute(receiptsContract, async ({ viewer, body }) => ({
  kept: await recordReceipts(authorizeUser(viewer, "events:receive_live"), body.receipts),
}));
