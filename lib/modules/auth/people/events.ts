import { z } from "zod";
import { roles } from "@/lib/domain/rbac/role";
import { defineEvent } from "@/lib/server/outbox/outbox";

/** Somebody's place in a company came, changed or went. */
export const membershipChanged = defineEvent({
  type: "auth.membership_changed",
  aggregateType: "membership",
  payload: z.strictObject({
    orgId: z.uuid(),
    userId: z.uuid(),
    change: z.enum(["joined", "change_role", "set_expiry", "suspend", "resume", "remove"]),
    role: z.enum(roles),
    siteIds: z.array(z.uuid()),
    isActive: z.boolean(),
    expiresAt: z.iso.datetime().nullable(),
  }),
});
