import { logout } from "@/lib/modules/auth/sessions/commands";
import { logoutContract } from "@/lib/modules/auth/sign-in/api-contract";
import { clearedSessionCookie } from "@/lib/server/identity/session-cookie";
import { defineRoute } from "@/lib/server/route";

export const POST = defineRoute(logoutContract, async ({ viewer, reply }) => {
  await logout(viewer);
  reply.setCookie(clearedSessionCookie());
  return { kind: "signed_out" as const };
});
