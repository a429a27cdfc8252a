import "server-only";
import { requestOf, type SignInOutcome, sessionToReplace } from "@/lib/modules/auth/factors/sign-in-door";
import { finishSignIn, landingOf } from "@/lib/modules/auth/sign-in/finish-sign-in";
import { recordLogin } from "@/lib/modules/auth/sign-in/record-login";
import { type Credentials, withProvenPassword } from "@/lib/modules/auth/sign-in/with-proven-password";
import { beginSecondFactor } from "@/lib/modules/auth/totp/begin-second-factor";
import type { Viewer } from "@/lib/server/viewer";

/**
 * Signs somebody in by name and password under a new session, or asks for their second factor. The session this browser
 * had until now ends.
 *
 * @throws AppError `limited` after too many tries, `upstream` when too many are signing in.
 */
export function signIn(
  viewer: Viewer,
  { next, ...credentials }: Credentials & { readonly next?: string | undefined },
): Promise<SignInOutcome> {
  const request = requestOf(viewer);
  return withProvenPassword<SignInOutcome>(viewer, credentials, "password", async (tx, person) => {
    const { userId, identifier } = person;
    const challenge = await beginSecondFactor(tx, userId);
    if (challenge !== null) {
      const about = { userId, identifier, method: "password", request } as const;
      await recordLogin(tx, { ...about, outcome: "second_factor_wanted" });
      return { kind: "second_factor", challenge };
    }
    const sessionId = await finishSignIn(tx, {
      userId,
      method: "password",
      request,
      ...sessionToReplace(viewer),
    });
    return { kind: "signed_in", userId, sessionId, next: await landingOf(tx, sessionId, next) };
  });
}
