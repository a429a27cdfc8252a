/** Every role a person can have in a company, in the order the permission table prints them. */
export const roles = ["owner", "admin", "site_manager", "operator", "sales", "customer", "guest"] as const;

/** What a person is in one company. The same person may be another thing in another company. */
export type Role = (typeof roles)[number];

/** Whose rights a request has: a role, or nobody's because nobody signed in. */
export type Asker = Role | "visitor";

/** All columns of the permission table, in order. */
export const askers = [...roles, "visitor"] as const satisfies readonly Asker[];

/** Several of a role, as a sentence begins: "Operators". */
export const pluralOfAsker: Readonly<Record<Asker, string>> = {
  owner: "Owners",
  admin: "Admins",
  site_manager: "Site managers",
  operator: "Operators",
  sales: "Sales people",
  customer: "Customers",
  guest: "Guests",
  visitor: "Visitors",
};

/** Whether a word from outside names a role. Spelling counts: roles in the database are written like this only. */
export function isRole(word: string): word is Role {
  return roles.some((role) => role === word);
}
