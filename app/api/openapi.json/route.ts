import { contracts } from "@/app/api/contracts";
import { openApiContract } from "@/lib/server/health-contracts";
import { openApiDocument } from "@/lib/server/openapi";
import { defineRoute } from "@/lib/server/route";
import packageJson from "@/package.json";

export const GET = defineRoute(openApiContract, () => ({
  ...openApiDocument(contracts, packageJson.version),
  openapi: "3.1.0" as const,
}));
