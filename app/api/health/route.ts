import { healthContract } from "@/lib/server/health-contracts";
import { defineRoute } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = defineRoute(healthContract, () => ({ status: "up" as const }));
