import { meContract } from "@/lib/modules/auth/sign-in/api-contract";
import { getMe } from "@/lib/modules/auth/sign-in/queries";
import { defineRoute } from "@/lib/server/route";

export const GET = defineRoute(meContract, async ({ viewer }) => {
  if (viewer.kind === "visitor") return { kind: "visitor" } as const;
  return { kind: "user", ...(await getMe(viewer)) } as const;
});
