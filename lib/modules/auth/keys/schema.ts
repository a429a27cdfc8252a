import { z } from "zod";
import { isPermission } from "@/lib/domain/rbac/permission-table";
import { isForPrograms } from "@/lib/domain/rbac/program-permissions";
import { defineContract } from "@/lib/server/contract";

/** Days after which a key may be set to stop. */
const expiryDaysMax = 730;

const scopeSchema = z
  .string()
  .refine((word) => isPermission(word) && isForPrograms(word), {
    error: "Must be a permission of the table that programs may have (see /api/rbac/matrix)",
  })
  .describe("A permission: `hosting:read`");

/** What a person says of a key to make. */
export const createKeySchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, "A key needs a name that says what it is for")
    .max(80, "At most 80 characters")
    .describe("What the key is for"),
  scopes: z
    .array(scopeSchema)
    .min(1, "Choose at least one thing that the key may do")
    .max(100)
    .transform((scopes) => [...new Set(scopes)])
    .describe("What it may do: a part of what you may do yourself"),
  expiresInDays: z
    .int("Whole days")
    .min(1, "At least one day")
    .max(expiryDaysMax, `At most ${expiryDaysMax} days`)
    .nullable()
    .describe("Days until it stops; null for a key that does not expire"),
});

export type CreateKeyInput = z.output<typeof createKeySchema>;

const keyIdSchema = z.string().regex(/^[0-9A-Za-z]{8}$/, "Must be the eight characters after hi_live_");

/** Which key is meant. */
export const keyParamsSchema = z.strictObject({ id: keyIdSchema });

const instant = z.iso.datetime();

/** A key as people see it: never its secret, never the hash of it. */
export const apiKeySchema = z.strictObject({
  id: keyIdSchema,
  /** How the key begins, so that people recognise it. */
  prefix: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  state: z
    .enum(["works", "expired", "revoked"])
    .describe("A key that works also stops while its owner's access is closed"),
  owner: z.strictObject({ id: z.uuid(), name: z.string() }),
  isOwn: z.boolean(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable().describe("Written at most once a minute"),
  lastUsedAddress: z.string().nullable(),
  revokedAt: instant.nullable(),
});

export type ApiKeyDto = z.output<typeof apiKeySchema>;

/** A key just made, with what is shown this once. */
export const createdKeySchema = z.strictObject({
  key: apiKeySchema,
  secret: z.string().describe("The whole key; it is shown this once and kept nowhere"),
});

export type CreatedKey = z.output<typeof createdKeySchema>;

const listQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50).describe("Keys in one answer"),
  before: keyIdSchema.optional().describe("Continue after this key, which the last answer named"),
});

export type ListKeysInput = z.output<typeof listQuerySchema>;

/** A page of keys, newest first. */
const keyListSchema = z.strictObject({
  keys: z.array(apiKeySchema),
  next: keyIdSchema.nullable().describe("Pass as `before` for the next page; null on the last"),
});

export type KeyList = z.output<typeof keyListSchema>;

export const listKeysContract = defineContract({
  method: "GET",
  path: "/api/keys",
  tag: "Access",
  summary: "List API keys",
  description: "Your own in this company; owners and admins who signed in see all of the company.",
  permission: "auth:read_own_permissions",
  query: listQuerySchema,
  result: keyListSchema,
});

export const createKeyContract = defineContract({
  method: "POST",
  path: "/api/keys",
  tag: "Access",
  summary: "Make an API key",
  description: "Only at a browser, signed in, within ten minutes of confirming who you are.",
  permission: "auth:manage_own_keys",
  body: createKeySchema,
  result: createdKeySchema,
  alsoAnswers: { 201: "The key was made" },
  exampleBody: { name: "Energy dashboard", scopes: ["hosting:read", "market:read"], expiresInDays: 90 },
});

export const revokeKeyContract = defineContract({
  method: "DELETE",
  path: "/api/keys/{id}",
  tag: "Access",
  summary: "Revoke an API key",
  description: "It is refused from the very next request on. Owners and admins may revoke those of others.",
  permission: "auth:manage_own_keys",
  params: keyParamsSchema,
  result: apiKeySchema,
});
