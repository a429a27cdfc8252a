import { z } from "zod";
import { loginOutcomes } from "./outcomes";

const methods = ["password", "passkey", "wallet", "api_token"] as const;

export const loginsQuerySchema = z.strictObject({
  userId: z.uuid().optional(),
  search: z.string().trim().max(100).optional().describe("Part of a name, e-mail or network address"),
  outcome: z
    .enum([...loginOutcomes, "failed"])
    .optional()
    .describe("`failed`: all but succeeded"),
  method: z.enum(methods).optional(),
  from: z.iso.date().optional().describe("First UTC day"),
  to: z.iso.date().optional().describe("Last UTC day"),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type LoginsQuery = z.output<typeof loginsQuerySchema>;

const loginSchema = z.strictObject({
  id: z.uuid(),
  occurredAt: z.iso.datetime(),
  userId: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  method: z.enum(methods),
  outcome: z.enum(loginOutcomes),
  address: z.string(),
  browser: z.string(),
  system: z.string(),
});
export type Login = z.output<typeof loginSchema>;

export const loginListSchema = z.strictObject({
  logins: z.array(loginSchema),
  count: z.int().describe("Tries that the filters leave"),
  failedLastDay: z.int().describe("Failed tries of the last 24 hours"),
});
export type LoginList = z.output<typeof loginListSchema>;
