import { loginContract } from "@/lib/modules/auth/sign-in/api-contract";
import { signIn } from "@/lib/modules/auth/sign-in/commands/sign-in";
import { AppError } from "@/lib/server/errors";
import { sessionCookie } from "@/lib/server/identity/session-cookie";
import { defineRoute } from "@/lib/server/route";

export const POST = defineRoute(loginContract, async ({ viewer, body, reply }) => {
  const outcome = await signIn(viewer, body);
  if (outcome.kind === "refused") throw new AppError("unauthenticated", outcome.message);
  if (outcome.kind === "second_factor")
    return { kind: "second_factor" as const, challenge: outcome.challenge };
  reply.setCookie(await sessionCookie(outcome));
  return { kind: "signed_in" as const, next: outcome.next, person: { id: outcome.userId } };
});
