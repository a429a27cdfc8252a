import type { Role } from "@/lib/domain/rbac/role";

/** What people call each role: on badges, in lists. */
export const roleNames: Readonly<Record<Role, string>> = {
  owner: "Owner",
  admin: "Admin",
  site_manager: "Site manager",
  operator: "Operator",
  sales: "Sales",
  customer: "Customer",
  guest: "Guest",
};

/** What a role means in one sentence that follows "They" or "You". */
export const roleMeanings: Readonly<Record<Role, string>> = {
  owner: "may do everything, and alone make owners, erase people, connect wallets and close the company",
  admin: "may do everything in the company but what is kept for owners",
  site_manager: "run the sites given to them: miners, people there, bills of those sites",
  operator: "watch and restart miners at the sites given to them; see no money",
  sales: "see and change customers and deals, see invoices; see no machines",
  customer: "see their own machines, income and bills, and nothing of others",
  guest: "have what visitors have, and their own account",
};

/** A role inside a sentence: "an operator", "a sales person". */
export function roleInWords(role: Role): string {
  const noun = role === "sales" ? "sales person" : roleNames[role].toLowerCase();
  return `${/^[aeio]/.test(noun) ? "an" : "a"} ${noun}`;
}

const day = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});

/** A moment as its UTC day: "24 November 2026 (UTC)". */
export function dayInWords(moment: Date): string {
  return `${day.format(moment)} (UTC)`;
}
