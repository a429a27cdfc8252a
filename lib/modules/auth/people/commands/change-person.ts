import "server-only";
import { extendByDays, extendTo } from "@/lib/domain/rbac/access";
import { AppError } from "@/lib/server/errors";
import type { Viewer } from "@/lib/server/viewer";
import type { ChangeRoleInput, PersonInput, SetExpiryInput } from "../inputs";
import { type ChangedPlace, changePlace } from "./change-place";

/** Gives somebody another role, and the sites that go with it. */
export function changeRole(actor: Viewer, input: ChangeRoleInput): Promise<ChangedPlace> {
  return changePlace(actor, input, () => ({
    kind: "change_role",
    role: input.role,
    siteIds: input.siteIds,
  }));
}

/** Sets when somebody's access ends: never, at a moment, or some days later than now. */
export function setExpiry(actor: Viewer, input: SetExpiryInput): Promise<ChangedPlace> {
  return changePlace(actor, input, ({ access }, now) => {
    const { expiry } = input;
    switch (expiry.kind) {
      case "never":
        return { kind: "set_expiry", expiresAt: null };
      case "at":
        return { kind: "set_expiry", expiresAt: extendTo(new Date(expiry.at), now, "expiry.at") };
      case "days":
        return { kind: "set_expiry", expiresAt: extendByDays(access.expiresAt, expiry.days, now) };
    }
  });
}

/** Closes somebody's access to the company and signs them out of it; what they have stays. */
export function suspendPerson(actor: Viewer, input: PersonInput): Promise<ChangedPlace> {
  return changePlace(actor, input, (target) => {
    if (!target.access.isActive) throw new AppError("conflict", "This person is suspended already.");
    return { kind: "suspend" };
  });
}

/** Opens the access of somebody who was suspended. */
export function resumePerson(actor: Viewer, input: PersonInput): Promise<ChangedPlace> {
  return changePlace(actor, input, (target) => {
    if (target.access.isActive) throw new AppError("conflict", "This person is not suspended.");
    return { kind: "resume" };
  });
}

/** Takes somebody out of the company: signed out of it, their keys there revoked. Their account stays theirs. */
export function removePerson(actor: Viewer, input: PersonInput): Promise<ChangedPlace> {
  return changePlace(actor, input, (target) => {
    if (actor.kind === "user" && target.userId === actor.userId) {
      throw new AppError("forbidden", "You cannot remove yourself here; leave the company instead.");
    }
    return { kind: "remove" };
  });
}
