import { z } from "zod";
import { permissionModules } from "@/lib/domain/rbac/permission-table";
import { askers, roles } from "@/lib/domain/rbac/role";
import { scopes } from "@/lib/domain/rbac/scope";
import { defineContract } from "@/lib/server/contract";

const roleSchema = z.enum(roles);
const scopeSchema = z
  .enum(scopes)
  .describe(
    "none: refused; self: their own and what belongs to nobody; sites: those given; company: all of it",
  );

const tableRow = {
  permission: z.string().describe("module:action"),
  module: z.enum(permissionModules),
  allows: z.string().describe("Continues 'Owners may ...'"),
  isDangerous: z.boolean().describe("Wants the person to confirm who they are; closed to keys and tokens"),
  isForPrograms: z.boolean().describe("Whether a key may have it as a scope"),
};

const matrixSchema = z.strictObject({
  permissions: z.array(
    z.strictObject({ ...tableRow, scopes: z.record(z.enum(askers), scopeSchema).describe("By role") }),
  ),
});
export type Matrix = z.output<typeof matrixSchema>;

const decisionSchema = z.strictObject({
  permission: z.string(),
  isAllowed: z.boolean(),
  scope: scopeSchema,
  needsConfirmation: z.boolean().describe("Allowed, once the person confirmed anew who they are"),
  why: z.string().describe("One sentence"),
});
export type Decision = z.output<typeof decisionSchema>;

const myPermissionsSchema = z.strictObject({
  role: roleSchema,
  companyId: z.uuid().nullable(),
  siteIds: z.array(z.uuid()).describe("The sites given to a site manager or operator"),
  via: z.enum(["session", "api_key", "access_token"]),
  permissions: z.array(decisionSchema).describe("Every permission of the table, allowed or not"),
});
export type MyPermissions = z.output<typeof myPermissionsSchema>;

const checkBody = z.strictObject({
  permissions: z.array(z.string().min(1).max(100)).min(1).max(200),
});
export type CheckInput = z.output<typeof checkBody>;

const checkResult = z.strictObject({
  isAllowed: z.boolean().describe("Whether all of them are"),
  decisions: z.array(decisionSchema),
});
export type CheckResult = z.output<typeof checkResult>;

const rolesSchema = z.strictObject({
  roles: z.array(
    z.strictObject({
      role: roleSchema,
      name: z.string().describe("Several of them: 'Site managers'"),
      permissions: z.array(z.string()),
      gives: z.array(roleSchema).describe("Roles they may give to others"),
    }),
  ),
});
export type Roles = z.output<typeof rolesSchema>;

const head = { tag: "Access", permission: "auth:read_own_permissions" } as const;

export const matrixContract = defineContract({
  ...head,
  method: "GET",
  path: "/api/rbac/matrix",
  summary: "Who may do what, and how far",
  description: "The one table that queries, commands, screens and this document go by.",
  result: matrixSchema,
});

export const myPermissionsContract = defineContract({
  ...head,
  method: "GET",
  path: "/api/rbac/my-permissions",
  summary: "What you may do, and why",
  result: myPermissionsSchema,
});

export const checkContract = defineContract({
  ...head,
  method: "POST",
  path: "/api/rbac/check",
  summary: "Ask whether you may do certain things",
  description: "A word that is no permission is refused, like anywhere else.",
  body: checkBody,
  result: checkResult,
  exampleBody: { permissions: ["hosting:read", "treasury:read"] },
});

export const rolesContract = defineContract({
  ...head,
  method: "GET",
  path: "/api/rbac/roles",
  summary: "Roles, what they may do and which they may give",
  result: rolesSchema,
});
