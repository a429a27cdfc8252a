import {
  type AuthenticationResponseJSON,
  browserSupportsWebAuthn,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser";

/** Why the browser gave no passkey, in words for the person. */
export class PasskeyProblem extends Error {
  override readonly name = "PasskeyProblem";
}

/** Has the browser make a passkey. @throws {PasskeyProblem} */
export function makePasskey(
  options: PublicKeyCredentialCreationOptionsJSON,
): Promise<RegistrationResponseJSON> {
  return asked(() => startRegistration({ optionsJSON: options }));
}

/** Has the person show a passkey. @throws {PasskeyProblem} */
export function showPasskey(
  options: PublicKeyCredentialRequestOptionsJSON,
): Promise<AuthenticationResponseJSON> {
  return asked(() => startAuthentication({ optionsJSON: options }));
}

async function asked<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  if (!browserSupportsWebAuthn()) throw new PasskeyProblem("This browser knows no passkeys.");
  try {
    return await ask();
  } catch (error) {
    throw new PasskeyProblem(wordsFor(error), { cause: error });
  }
}

function wordsFor(error: unknown): string {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "AbortError") {
    return "The browser was given no passkey: it was refused, took too long, or there is none for this page.";
  }
  if (name === "InvalidStateError") return "This device has a passkey for your account already.";
  if (name === "SecurityError")
    return "Browsers allow passkeys only on pages with a host name, by https or on localhost.";
  if (name === "NotSupportedError" || name === "ConstraintError") {
    return "This device cannot check who you are by fingerprint, face or PIN, which passkeys need here.";
  }
  return "The browser could not use a passkey. Try again.";
}
