import { z } from "zod";
import { loginInput } from "@/lib/modules/auth/sign-in/schema";
import { defineContract } from "@/lib/server/contract";

const companyId = z
  .uuid()
  .optional()
  .describe("The company to act for; without it the one acted for last, else the first that is open to you");

const byPassword = z.strictObject({
  identifier: loginInput.shape.identifier.describe("E-mail address or user name"),
  password: loginInput.shape.password,
  code: z
    .string()
    .trim()
    .min(6, "Six digits, or a recovery code")
    .max(40)
    .optional()
    .describe("Of the second factor, for people who have one"),
  companyId,
});

export type PasswordGrant = z.output<typeof byPassword>;

const byKey = z.strictObject({
  apiKey: z.string().min(1).max(200).describe("The tokens then have the key's scopes and end with it"),
});

const tokensSchema = z.strictObject({
  accessToken: z.string().describe("Send it as `Authorization: Bearer ...`"),
  tokenType: z.literal("Bearer"),
  expiresInSeconds: z.int().describe("Life of the access token"),
  refreshToken: z
    .string()
    .describe(
      "Works once, at /api/auth/token/refresh; a second use ends all tokens got from the same sign-in",
    ),
  refreshExpiresAt: z.iso.datetime().describe("The end whatever happens: sign in again after that"),
});

export type Tokens = z.output<typeof tokensSchema>;

const refreshTokenBody = z.strictObject({ refreshToken: z.string().min(1).max(200) });

/** By address, beside the throttle by account that signing in has. */
const rateLimit = { name: "auth-token", requestsPerMinute: () => 60 };

const head = { method: "POST", tag: "Access", permission: "public", rateLimit } as const;

export const tokenContract = defineContract({
  ...head,
  path: "/api/auth/token",
  summary: "Get an access token",
  description:
    "By name and password, or by API key. Access tokens work for 15 minutes, refresh tokens once and together for 30 days.",
  body: z.union([byPassword, byKey]),
  result: tokensSchema,
  exampleBody: { apiKey: "hi_live_..." },
});

export const refreshTokenContract = defineContract({
  ...head,
  path: "/api/auth/token/refresh",
  summary: "Get the next access token",
  description:
    "Each refresh token works once. Somebody who uses one a second time may have stolen it: all tokens of that sign-in end.",
  body: refreshTokenBody,
  result: tokensSchema,
});

export const revokeTokenContract = defineContract({
  ...head,
  path: "/api/auth/token/revoke",
  summary: "End a sign-in's tokens",
  description: "Access and refresh tokens of the same sign-in are refused from the next request on.",
  body: refreshTokenBody,
  result: z.strictObject({ revoked: z.literal(true).describe("Also for a token that was none") }),
});
