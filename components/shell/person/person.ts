import type { NavigationItem } from "@/components/shell/navigation";
import type { Role } from "@/lib/domain/rbac/role";

/** A company that the person belongs to, and what they are there. */
export interface PersonCompany {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** Who looks at the screen, as the frame needs to know it. */
export interface Person {
  readonly kind: "user";
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** The company acted for; null while in none. */
  readonly company: PersonCompany | null;
  readonly companies: readonly PersonCompany[];
  readonly permissions: ReadonlySet<string>;
  /** What they may enter beyond what everybody may. */
  readonly navigation: readonly NavigationItem[];
}

/** Somebody who did not sign in. */
export interface Visitor {
  readonly kind: "visitor";
}
