import { exportPersonFile } from "@/lib/modules/auth/privacy/export-person";
import { exportPersonContract } from "@/lib/modules/auth/privacy/schema";
import { defineStreamRoute } from "@/lib/server/stream-route";

export const GET = defineStreamRoute(exportPersonContract, ({ viewer }) => exportPersonFile(viewer));
