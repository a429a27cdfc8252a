import { z } from "zod";

/** A passkey as its owner sees it. Moments are ISO 8601 UTC. */
export interface Passkey {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  /** Whether the authenticator keeps it on other devices too. */
  readonly isBackedUp: boolean;
}

/** What the screen of passkeys shows. */
export interface PasskeyList {
  readonly passkeys: readonly Passkey[];
  /** Where browsers make passkeys for this application; null when its address has no host name. */
  readonly origin: string | null;
}

/** How many a person may have. */
export const passkeysMax = 20;

const base64url = z
  .string()
  .min(1)
  .max(16_384)
  .regex(/^[A-Za-z0-9_-]+$/, "Must be base64url");
const credentialId = base64url.max(1400, "Must be a credential id of at most 1023 bytes");

const credential = {
  id: credentialId,
  rawId: credentialId,
  type: z.literal("public-key"),
  clientExtensionResults: z.record(z.string(), z.unknown()).transform(() => ({})),
};

const name = z.string().trim().min(1, "Give it a name").max(60, "At most 60 characters");

/** What a browser answers to `navigator.credentials.create`, as JSON; what is not needed is dropped. */
export const registrationInput = z.strictObject({
  name,
  response: z.object({
    ...credential,
    response: z.object({
      clientDataJSON: base64url,
      attestationObject: base64url,
      transports: z.array(z.string().max(20)).max(10).default([]),
    }),
  }),
});
export type RegistrationInput = z.infer<typeof registrationInput>;

const assertion = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.optional(),
  }),
});
/** What a browser answers to `navigator.credentials.get`, as JSON. */
export type PasskeyAssertion = z.infer<typeof assertion>;

export const assertionInput = z.strictObject({ response: assertion });

export const passkeySignInInput = z.strictObject({
  response: assertion,
  /** Where to go afterwards; only paths of this application count. */
  next: z.string().max(2000).optional(),
});
export type PasskeySignInInput = z.infer<typeof passkeySignInInput>;

export const renamePasskeyInput = z.strictObject({ id: z.uuid(), name });
export const removePasskeyInput = z.strictObject({ id: z.uuid() });
