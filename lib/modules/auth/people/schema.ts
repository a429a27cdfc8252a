import { z } from "zod";
import { permissionModules, permissions } from "@/lib/domain/rbac/permission-table";
import { roles } from "@/lib/domain/rbac/role";
import { scopes } from "@/lib/domain/rbac/scope";
import { deviceSchema } from "@/lib/modules/auth/sessions/schema";

const moment = z.iso.datetime();

/** How somebody's place in a company stands; "ending" within 30 days. */
export const personStates = ["open", "ending", "suspended", "expired", "invited"] as const;
export type PersonState = (typeof personStates)[number];

export const personSorts = ["name", "role", "accessEndsAt", "lastSignInAt", "joinedAt"] as const;

/** What a list of people may be asked for; all of it stands in the address of the page. */
export const peopleQuerySchema = z.strictObject({
  search: z.string().trim().max(100).optional().describe("Part of a name or e-mail address"),
  role: z.enum(roles).optional(),
  state: z
    .enum(personStates)
    .optional()
    .describe("`ending`: within 30 days. Suspended and expired are closed"),
  site: z.uuid().optional().describe("People to whom this site was given"),
  sort: z.enum(personSorts).default("name"),
  direction: z.enum(["asc", "desc"]).default("asc"),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});
export type PeopleQuery = z.output<typeof peopleQuerySchema>;

const siteSchema = z.strictObject({ id: z.uuid(), name: z.string() });
export type PersonSite = z.output<typeof siteSchema>;

const secondFactorSchema = z.enum(["app", "passkey", "none"]);

/** Somebody of the company, or an invitation that nobody accepted yet. */
export const personRowSchema = z.strictObject({
  kind: z.enum(["person", "invitation"]),
  /** Of the user or of the invitation. */
  id: z.uuid(),
  /** Null for an invitation that gave none. */
  name: z.string().nullable(),
  email: z.string().nullable(),
  role: z.enum(roles),
  state: z.enum(personStates),
  sites: z.array(siteSchema),
  accessEndsAt: moment.nullable().describe("Last moment of access; null when it does not end"),
  lastSignInAt: moment.nullable().describe("Null when never, and for viewers who may not see sign-ins"),
  secondFactor: secondFactorSchema.nullable().describe("Null for viewers who may not see it"),
  /** Since when in the company, or when invited. */
  joinedAt: moment,
  linkEndsAt: moment.nullable().describe("Until when the link of an invitation works"),
  version: z.int().nullable().describe("To be sent back with a change; null for an invitation"),
});
export type PersonRow = z.output<typeof personRowSchema>;

/** How many there are of each state, before any filter. */
export const stateCountsSchema = z.strictObject({
  open: z.int(),
  ending: z.int(),
  suspended: z.int(),
  expired: z.int(),
  invited: z.int(),
});
export type StateCounts = z.output<typeof stateCountsSchema>;

export const peopleListSchema = z.strictObject({
  people: z.array(personRowSchema),
  count: z.int().describe("People that the filters leave"),
  total: z.int().describe("People that the viewer may see"),
  states: stateCountsSchema,
});
export type PeopleList = z.output<typeof peopleListSchema>;

/** One person's place in the company. */
export const personSchema = z.strictObject({
  userId: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  role: z.enum(roles),
  state: z.enum(personStates),
  sites: z.array(siteSchema),
  accessEndsAt: moment.nullable(),
  lastSignInAt: moment.nullable(),
  secondFactor: secondFactorSchema.nullable(),
  joinedAt: moment,
  version: z.int(),
  isSelf: z.boolean(),
  /** Null for viewers who may not see sign-ins. */
  devices: z.array(deviceSchema).nullable(),
});
export type PersonDetail = z.output<typeof personSchema>;

export const personParams = z.strictObject({ id: z.uuid() });

/** What the table says of one permission for one person, in words. */
export const explainedPermissionSchema = z.strictObject({
  permission: z.enum(permissions),
  /** What counts now: nothing while the person's access is closed. */
  scope: z.enum(scopes),
  isDangerous: z.boolean(),
  /** "Operators may restart miners at the sites given to them." */
  why: z.string(),
});
export const explanationSchema = z.strictObject({
  userId: z.uuid(),
  role: z.enum(roles),
  /** Why nothing counts at the moment; null while access is open. */
  closedBecause: z.string().nullable(),
  sites: z.array(siteSchema),
  modules: z.array(
    z.strictObject({ module: z.enum(permissionModules), permissions: z.array(explainedPermissionSchema) }),
  ),
});
export type Explanation = z.output<typeof explanationSchema>;

/** What the viewer may do about people, for the screen to offer nothing else. */
export interface PeopleRights {
  readonly companyName: string;
  readonly userId: string;
  readonly canSeePeople: boolean;
  readonly canSeeSignIns: boolean;
  readonly canChange: boolean;
  /** Whether the viewer may have the personal data of others erased. */
  readonly canErase: boolean;
  /** Roles that may be given, and whose places may be changed. */
  readonly rolesToGive: readonly (typeof roles)[number][];
  /** Sites that may be given. */
  readonly sites: readonly PersonSite[];
}
