import { z } from "zod";
import type { TrailReport } from "@/lib/server/audit/trail-report";
import { defineContract, defineStreamContract } from "@/lib/server/contract";

/** A UTC day, or a moment. */
const momentSchema = z.union([z.iso.date(), z.iso.datetime()], {
  error: 'Must be a UTC day such as "2026-11-24" or a moment such as "2026-11-24T09:30:00.000Z"',
});

const textOf = (max: number) => z.string().trim().min(1).max(max).optional();

const filterShape = {
  actor: textOf(100).describe("Id of the person or key that acted, or name of the part of the product."),
  action: textOf(100).describe('What was done: "auth.role_changed".'),
  objectKind: textOf(100).describe('Kind of the thing it was done to: "membership".'),
  objectId: textOf(200).describe("Id of the thing it was done to."),
  from: momentSchema.optional().describe("The first moment, or UTC day."),
  to: momentSchema.optional().describe("The last moment, or UTC day, included."),
  text: textOf(200).describe(
    "Anywhere in an entry, or in name, e-mail or user name of who acted. Case does not matter.",
  ),
};

const auditFilterSchema = z.strictObject(filterShape);
export type AuditFilter = z.output<typeof auditFilterSchema>;

export const auditListQuerySchema = z.strictObject({
  ...filterShape,
  after: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z_[0-9a-f-]{36}$/, "Must be `next` of the page before")
    .optional()
    .describe("`next` of the page before. Left out: from the newest entry on."),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type AuditListQuery = z.output<typeof auditListQuerySchema>;

const withheldSchema = z
  .enum(["erased", "altered"])
  .nullable()
  .describe('"erased" with its person; "altered": what is kept is not what was written, so it is not shown.');

const changeSchema = z.strictObject({
  path: z.string().describe('JSON pointer of the field: "/address/city".'),
  kind: z.enum(["added", "removed", "changed"]),
  before: z.unknown(),
  after: z.unknown(),
  beforeWithheld: withheldSchema,
  afterWithheld: withheldSchema,
});
export type AuditChange = z.output<typeof changeSchema>;

const auditItemSchema = z.strictObject({
  id: z.uuid(),
  at: z.iso.datetime(),
  actor: z.strictObject({
    kind: z.enum(["user", "api_key", "system"]),
    id: z.string(),
    name: z.string().nullable().describe("Null for people who have left or were erased."),
  }),
  action: z.string(),
  object: z.strictObject({ kind: z.string(), id: z.string(), name: z.string().nullable() }),
  changes: z.array(changeSchema),
  requestId: z.string().nullable(),
  address: z.string().nullable(),
  addressWithheld: withheldSchema,
  sequence: z
    .int()
    .nullable()
    .describe("Place in the company's chain; null for the second until it is sealed."),
});
export type AuditItem = z.output<typeof auditItemSchema>;

export const auditPageSchema = z.strictObject({
  entries: z.array(auditItemSchema).describe("Newest first."),
  next: z.string().nullable().describe("For `after`; null when there is no more."),
  searchedBackTo: z.iso
    .datetime()
    .nullable()
    .describe("With `text`, how far back this page looked; go on with `next`. Null: to the beginning."),
});
export type AuditPage = z.output<typeof auditPageSchema>;

/** What can be chosen in the filters. */
export interface AuditChoices {
  readonly actions: readonly string[];
  readonly objectKinds: readonly string[];
  readonly actors: readonly { readonly id: string; readonly name: string | null }[];
}

const perMinute = (requests: number) => () => requests;

export const auditContract = defineContract({
  method: "GET",
  path: "/api/audit",
  tag: "Audit",
  summary: "The company's audit trail, newest first, with the difference of each change",
  permission: "auth:read_audit",
  query: auditListQuerySchema,
  result: auditPageSchema,
  rateLimit: { name: "audit", requestsPerMinute: perMinute(240) },
});

export const auditExportContract = defineStreamContract({
  method: "GET",
  path: "/api/audit/export",
  tag: "Audit",
  summary: "The filtered audit trail as a file, oldest entry first",
  description:
    "JSONL holds everything that is needed to compute the chain again without this product: sha256(previousHash + canonical JSON of entry) = hash, sorted by entry.sequence; canonical JSON is RFC 8785. CSV is for reading.",
  permission: "auth:read_audit",
  query: z.strictObject({ ...filterShape, format: z.enum(["jsonl", "csv"]).default("jsonl") }),
  resultBytes: {
    contentTypes: ["application/x-ndjson", "text/csv"],
    description:
      'JSONL: one object a line. "entry" lines: `entry` exactly as it was hashed, `previousHash`, `hash`, and `personal`, the values kept outside the chain, by JSON pointer. The last line is "end" with the number of entries and the newest signed head among them; a file without it was cut off. CSV: one line an entry; text that a spreadsheet would run as a formula has an apostrophe in front.',
  },
  rateLimit: { name: "audit-export", requestsPerMinute: perMinute(10) },
});

export const auditVerifyContract = defineStreamContract({
  method: "POST",
  path: "/api/audit/verify",
  tag: "Audit",
  summary: "Checks the whole chain of the company's trail, and says what is wrong with it",
  description:
    "Give `sequence` and `hash` of a head noted down earlier to have the trail checked against it as well.",
  permission: "auth:read_audit",
  query: z
    .strictObject({
      sequence: z.coerce.number().int().min(1).optional(),
      hash: z
        .string()
        .regex(/^[0-9a-f]{64}$/, "Must be 64 hexadecimal digits in lower case")
        .optional(),
    })
    .refine(({ sequence, hash }) => (sequence === undefined) === (hash === undefined), {
      message: "Give sequence and hash together",
      path: ["hash"],
    }),
  resultBytes: {
    contentTypes: ["application/x-ndjson"],
    description:
      'One object a line: "progress" with `done` and `total` entries, then "report" with `isWhole`, `damages` in words, `entriesChecked`, `sealedUpTo`, `unsealedCount`, and `head`, the one to note down; or "failed". An answer without one of these two was cut off.',
  },
  rateLimit: { name: "audit-verify", requestsPerMinute: perMinute(10) },
});

/** A line of the verification's answer. */
export type VerificationLine =
  | { readonly type: "progress"; readonly done: number; readonly total: number }
  | ({ readonly type: "report" } & TrailReport)
  | { readonly type: "failed"; readonly message: string; readonly requestId: string };
