import { z } from "zod";
import { roles } from "@/lib/domain/rbac/role";
import { loginInput } from "@/lib/modules/auth/sign-in/schema";
import { defineContract, defineStreamContract } from "@/lib/server/contract";

const person = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  username: z.string().nullable(),
});

const company = z.strictObject({ id: z.uuid(), name: z.string(), role: z.enum(roles) });

/** Who asks, and what they may do where. */
export const meSchema = z.strictObject({
  person,
  company: company.nullable().describe("The company acted for; null while the person is in none"),
  role: z.enum(roles),
  siteIds: z.array(z.uuid()).describe("Sites given to a site manager or operator"),
  permissions: z
    .array(z.string())
    .describe("What this request may do: of a key or token, its scopes among the role's permissions"),
  companies: z.array(company).describe("All companies that are open to the person"),
  via: z.enum(["session", "api_key", "access_token"]),
  isConfirmed: z.boolean().describe("Whether dangerous acts are open without proving anew who one is"),
});

export type Me = z.infer<typeof meSchema>;

export const meContract = defineContract({
  method: "GET",
  path: "/api/auth/me",
  tag: "Access",
  summary: "Who am I",
  description:
    "The person behind the session, key or token, the company acted for, and what may be done there.",
  // Every page asks, and a visitor is an answer, not an error.
  permission: "public",
  result: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("visitor") }),
    meSchema.extend({ kind: z.literal("user") }),
  ]),
});

/** By address, beside the throttle by account that signing in has. */
const rateLimit = { name: "auth-login", requestsPerMinute: () => 120 };

const signInHead = { method: "POST", tag: "Access", permission: "public" } as const;

export const loginContract = defineContract({
  ...signInHead,
  path: "/api/auth/login",
  summary: "Sign in with a session cookie",
  description:
    "For browsers. Programs use an API key or /api/auth/token. 401 for a name and password that do not fit, whether the account exists or not; 429 with Retry-After after too many tries.",
  rateLimit,
  body: loginInput,
  exampleBody: { identifier: "ana@example.com", password: "..." },
  result: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("signed_in"),
      next: z.string().describe("Where the person finds themselves first"),
      person: person.pick({ id: true }),
    }),
    z.strictObject({
      kind: z.literal("second_factor"),
      challenge: z.string().describe("To be answered with a code within five minutes"),
    }),
  ]),
});

export const logoutContract = defineContract({
  ...signInHead,
  path: "/api/auth/logout",
  summary: "Sign out",
  description: "Ends the session of the cookie. The answer is the same when there is none (any more).",
  result: z.strictObject({ kind: z.literal("signed_out") }),
});

const nextAuth = {
  path: "/api/auth/{nextauth}",
  tag: "Access",
  permission: "public",
  params: z.strictObject({ nextauth: z.array(z.string().max(100)).min(1).max(3) }),
  resultBytes: {
    contentTypes: ["application/json", "text/html"],
    description: "What next-auth answers to its own client",
  },
} as const;

export const nextAuthReadContract = defineStreamContract({
  ...nextAuth,
  method: "GET",
  summary: "next-auth: session, csrf, providers",
  description: "Spoken by the client of next-auth 4. The session is that of `/api/auth/me`.",
});

export const nextAuthWriteContract = defineStreamContract({
  ...nextAuth,
  method: "POST",
  summary: "next-auth: sign in and out",
  description:
    "Spoken by the client of next-auth 4; 429 with Retry-After where it would answer 401 to a throttled try.",
  rateLimit,
  bodyBytes: {
    contentTypes: ["application/x-www-form-urlencoded", "application/json"],
    description: "The form of next-auth's client",
  },
});
