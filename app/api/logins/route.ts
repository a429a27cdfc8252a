import { loginsContract } from "@/lib/modules/auth/people/people-contract";
import { listLogins } from "@/lib/modules/auth/people/queries/list-logins";
import { defineRoute } from "@/lib/server/route";

export const GET = defineRoute(loginsContract, ({ viewer, query }) => listLogins(viewer, query));
