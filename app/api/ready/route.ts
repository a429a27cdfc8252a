import { readyContract } from "@/lib/server/health-contracts";
import { databaseState } from "@/lib/server/readiness";
import { defineRoute, RouteAnswer } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = defineRoute(readyContract, async () => {
  const databaseNow = await databaseState();
  const isReady = databaseNow === "up";
  return new RouteAnswer(isReady ? 200 : 503, {
    status: isReady ? ("ready" as const) : ("not_ready" as const),
    checks: { database: databaseNow },
  });
});
