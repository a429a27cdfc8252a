import { z } from "zod";
import { extensionDaysLimit } from "@/lib/domain/rbac/access";
import { type Role, roles } from "@/lib/domain/rbac/role";
import { rolesWithSites } from "@/lib/modules/auth/people/roles-with-sites";
import { emailInput, nameInput, passwordInput, tokenInput } from "@/lib/modules/auth/sign-in/schema";

const siteIds = z
  .array(z.uuid())
  .max(500)
  .transform((ids) => [...new Set(ids)]);

interface Place {
  readonly role: Role;
  readonly siteIds: readonly string[];
}

const sitesFitRole = (place: Place) => place.siteIds.length === 0 || rolesWithSites.includes(place.role);

const sitesFitRoleRule = {
  path: ["siteIds"],
  error: "Sites are given to site managers, operators and customers only; this role has the whole company",
};

/** When access ends: never, at a moment, or so many days after the present end (from now when that has passed). */
const expiry = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("never") }),
  z.strictObject({ kind: z.literal("at"), at: z.iso.datetime() }),
  z.strictObject({
    kind: z.literal("days"),
    days: z
      .int("Whole days")
      .min(extensionDaysLimit.min, "At least one day")
      .max(extensionDaysLimit.max, `At most ${extensionDaysLimit.max} days`),
  }),
]);

export const inviteInput = z
  .strictObject({
    email: emailInput,
    /** Empty when the person is to say it. */
    name: nameInput.or(z.literal("")).default(""),
    role: z.enum(roles),
    siteIds: siteIds.default([]),
    /** Last moment of the access that is offered; null when it does not end. */
    accessEndsAt: z.iso.datetime().nullable().default(null),
  })
  .refine(sitesFitRole, sitesFitRoleRule);
export type InviteInput = z.output<typeof inviteInput>;

export const invitationIdInput = z.strictObject({ invitationId: z.uuid() });

/** Nothing of the place is the invited person's to say: role, sites and end were decided by who invited. */
export const acceptInput = z.strictObject({
  token: tokenInput,
  /** Wanted from people who have no account yet. */
  account: z.strictObject({ name: nameInput, password: passwordInput }).nullable(),
});
export type AcceptInput = z.output<typeof acceptInput>;

const target = {
  userId: z.uuid(),
  /** Of the place, as it was read: a change of what has changed meanwhile is refused. */
  version: z.int().min(1),
};

export const personInput = z.strictObject(target);
export type PersonInput = z.output<typeof personInput>;

export const changeRoleInput = z
  .strictObject({ ...target, role: z.enum(roles), siteIds: siteIds.default([]) })
  .refine(sitesFitRole, sitesFitRoleRule);
export type ChangeRoleInput = z.output<typeof changeRoleInput>;

export const setExpiryInput = z.strictObject({ ...target, expiry });
export type SetExpiryInput = z.output<typeof setExpiryInput>;

export const signOutPersonInput = z.strictObject({
  userId: z.uuid(),
  /** One browser; all of them in this company without it. */
  deviceId: z.uuid().optional(),
});

export const switchCompanyInput = z.strictObject({ orgId: z.uuid() });
