import { type Role, roles } from "./role";

const givenBy: Readonly<Record<Role, readonly Role[]>> = {
  owner: roles,
  admin: ["admin", "site_manager", "operator", "sales", "customer", "guest"],
  site_manager: ["operator", "customer"],
  operator: [],
  sales: ["customer"],
  customer: [],
  guest: [],
};

/**
 * The roles somebody may give to others, none above their own. The same list says whose place they may change, as far
 * as `auth:change_people` lets them change any: what one could not give, one cannot take.
 */
export function rolesToGive(giver: Role): readonly Role[] {
  return Object.hasOwn(givenBy, giver) ? givenBy[giver] : [];
}
