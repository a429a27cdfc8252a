import { isRecord } from "@/lib/browser/fetch-json";
import type { Permission } from "@/lib/domain/rbac/permission-table";
import type { Role } from "@/lib/domain/rbac/role";

/** A company that the person belongs to. */
export interface PersonCompany {
  readonly orgId: string;
  readonly name: string;
  readonly role: Role;
}

/** Who looks at the screen, as the frame needs to know it. */
export interface Person {
  readonly kind: "user";
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  /** The company acted for; null while in none. */
  readonly orgId: string | null;
  readonly companies: readonly PersonCompany[];
  readonly permissions: ReadonlySet<Permission>;
}

/** Somebody who did not sign in. */
export interface Visitor {
  readonly kind: "visitor";
}

/** A look at the parts the frame relies on; the server has checked the whole by its schema. */
export function personOf(body: unknown): Person | Visitor {
  if (!isRecord(body)) throw new TypeError("not an object");
  if (body.kind === "visitor") return { kind: "visitor" };
  for (const key of ["userId", "name", "email", "role"]) {
    if (typeof body[key] !== "string") throw new TypeError(`${key} is missing`);
  }
  if (!Array.isArray(body.permissions)) throw new TypeError("permissions is missing");
  if (!Array.isArray(body.companies)) throw new TypeError("companies is missing");
  return { ...body, permissions: new Set(body.permissions) } as unknown as Person;
}
