import { sql } from "drizzle-orm";
import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { companies, users } from "./auth";
import { instant } from "./columns";

/** A one-time link sent by mail; only the hash of what is in the link is kept. */
export const mailTokens = pgTable(
  "mail_tokens",
  {
    /** sha256 of the token in hex. */
    tokenHash: text("token_hash").primaryKey(),
    purpose: text("purpose", { enum: ["verify_email", "reset_password", "change_email"] }).notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    /** The new address of `change_email`; null for other purposes. */
    email: text("email"),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [index("mail_tokens_user_idx").on(table.userId, table.purpose)],
);

/** What the server asked and waits for the answer to: used once, then gone. */
export const signInChallenges = pgTable("sign_in_challenges", {
  /** 32 random bytes or a nonce; sha256 in hex where it is a secret. */
  id: text("id").primaryKey(),
  kind: text("kind", {
    enum: [
      "second_factor",
      "wallet_sign_in",
      "wallet_link",
      "wallet_confirm",
      "passkey_sign_in",
      "passkey_register",
      "passkey_confirm",
    ],
  }).notNull(),
  /** Null when it is not known yet who answers. */
  userId: uuid("user_id").references(() => users.id),
  /** What else has to be remembered until the answer. */
  data: jsonb("data").notNull().default({}),
  expiresAt: instant("expires_at").notNull(),
});

/** The second factor of a person: time-based one-time passwords (RFC 6238). */
export const totpFactors = pgTable("totp_factors", {
  userId: uuid("user_id")
    .primaryKey()
    .references(() => users.id),
  /** Envelope of lib/server/secrets around the shared secret. */
  secretEnvelope: text("secret_envelope").notNull(),
  /** Null until the first right code: before that it is not asked for. */
  confirmedAt: instant("confirmed_at"),
  /** The last 30-second step a code was taken for: no code works twice. */
  lastUsedStep: integer("last_used_step"),
});

/** Codes for the day on which the second factor is lost; each works once. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    /** sha256 in hex; a code has more than 48 random bits and tries are throttled. */
    codeHash: text("code_hash").notNull(),
    usedAt: instant("used_at"),
  },
  (table) => [primaryKey({ columns: [table.userId, table.codeHash] })],
);

/** A passkey (WebAuthn credential) of a person. */
export const passkeys = pgTable(
  "passkeys",
  {
    id: uuid("id").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    /** Base64url, as the authenticator gave it. */
    credentialId: text("credential_id").notNull().unique(),
    /** COSE key, base64url. */
    publicKey: text("public_key").notNull(),
    /** Unsigned, of 32 bits. */
    counter: bigint("counter", { mode: "number" }).notNull(),
    transports: text("transports").array().notNull().default(sql`'{}'::text[]`),
    isBackedUp: boolean("is_backed_up").notNull(),
    name: text("name").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    lastUsedAt: instant("last_used_at"),
  },
  (table) => [index("passkeys_user_idx").on(table.userId)],
);

/** An Ethereum account that a person may sign in with. */
export const wallets = pgTable(
  "wallets",
  {
    /** With the checksum of EIP-55. */
    address: text("address").primaryKey(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    linkedAt: instant("linked_at").notNull().defaultNow(),
    lastUsedAt: instant("last_used_at"),
  },
  (table) => [index("wallets_user_idx").on(table.userId)],
);

/** A key for the API; only its hash is kept. */
export const apiKeys = pgTable(
  "api_keys",
  {
    /** The eight characters in the key by which it is found. */
    id: text("id").primaryKey(),
    orgId: uuid("org_id")
      .notNull()
      .references(() => companies.id),
    /** Whose rights it has; the key stops with the person's access. */
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    name: text("name").notNull(),
    /** sha256 of the whole key in hex. */
    keyHash: text("key_hash").notNull(),
    /** Permissions, a part of the person's own. */
    scopes: text("scopes").array().notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    /** Null when it does not expire. */
    expiresAt: instant("expires_at"),
    /** Written at most once a minute. */
    lastUsedAt: instant("last_used_at"),
    lastUsedAddress: text("last_used_address"),
    revokedAt: instant("revoked_at"),
    revokedById: uuid("revoked_by_id").references(() => users.id),
  },
  (table) => [index("api_keys_org_user_idx").on(table.orgId, table.userId)],
);

/** A refresh token for short access tokens of the API; each works once, and a second use ends its family. */
export const refreshTokens = pgTable(
  "refresh_tokens",
  {
    /** sha256 of the token in hex. */
    tokenHash: text("token_hash").primaryKey(),
    familyId: uuid("family_id").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    orgId: uuid("org_id").references(() => companies.id),
    /** The key that the family was got for, whose scopes bind it; null for a password. */
    apiKeyId: text("api_key_id").references(() => apiKeys.id),
    createdAt: instant("created_at").notNull().defaultNow(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
    revokedAt: instant("revoked_at"),
  },
  (table) => [
    index("refresh_tokens_family_idx").on(table.familyId),
    index("refresh_tokens_user_idx").on(table.userId),
  ],
);
