import { type Asker, askers } from "./role";
import type { Scope } from "./scope";

type CompanyOrSelf = "C" | "O" | "-";
type SitesOrSelf = "S" | "O" | "-";
type Self = "O" | "-";

/**
 * One letter for each of owner, admin, site manager, operator, sales, customer, guest, visitor:
 * `C` company, `S` sites given, `O` own, `-` nothing.
 * The type itself keeps site managers and operators from the whole company, and customers and guests to their own.
 */
export type ScopeCode =
  `${CompanyOrSelf}${CompanyOrSelf}${SitesOrSelf}${SitesOrSelf}${CompanyOrSelf}${Self}${Self}${Self}`;

/** What the table says about one permission. */
export interface PermissionRow {
  readonly scopes: Readonly<Record<Asker, Scope>>;
  /** Continues "Owners may ...". */
  readonly allows: string;
  /** Whether the person confirms anew who they are right before (step-up). */
  readonly isDangerous: boolean;
}

const scopeOfLetter: Readonly<Record<string, Scope>> = { C: "company", S: "sites", O: "self" };

/** A row of the table from its letters and the sentence that says what it allows. */
export function row(code: ScopeCode, allows: string): PermissionRow {
  const scopeOf = (asker: Asker): Scope => scopeOfLetter[code.charAt(askers.indexOf(asker))] ?? "none";
  const scopes = {
    owner: scopeOf("owner"),
    admin: scopeOf("admin"),
    site_manager: scopeOf("site_manager"),
    operator: scopeOf("operator"),
    sales: scopeOf("sales"),
    customer: scopeOf("customer"),
    guest: scopeOf("guest"),
    visitor: scopeOf("visitor"),
  };
  return { scopes, allows, isDangerous: false };
}

/** A row whose act can cost money, rights or evidence, and therefore wants a step-up. */
export function dangerous(code: ScopeCode, allows: string): PermissionRow {
  return { ...row(code, allows), isDangerous: true };
}
