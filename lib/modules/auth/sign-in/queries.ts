import "server-only";
import { sql } from "drizzle-orm";
import { isRole, type Role } from "@/lib/domain/rbac/role";
import type { Me } from "@/lib/modules/auth/sign-in/api-contract";
import { AppError } from "@/lib/server/errors";
import { readAs } from "@/lib/server/transaction";
import { authorizeUser, type Viewer } from "@/lib/server/viewer";

interface PersonRow extends Record<string, unknown> {
  readonly name: string;
  readonly email: string;
  readonly username: string | null;
}

interface CompanyRow extends Record<string, unknown> {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

/** Who asks, the company acted for, what may be done there, and the other companies open to the person. */
export async function getMe(viewer: Viewer): Promise<Me> {
  const asking = authorizeUser(viewer, "auth:manage_own_account");
  const { person, companies } = await readAs(asking, async (tx) => {
    const [row] = await tx.execute<PersonRow>(
      sql`select name, email, username from users where id = ${asking.userId} and erased_at is null`,
    );
    const open = await tx.execute<CompanyRow>(sql`
      select c.id, c.name, m.role from memberships m
      join companies c on c.id = m.org_id and c.closed_at is null
      where m.user_id = ${asking.userId} and m.is_active and (m.expires_at is null or app_now() <= m.expires_at)
      order by c.name, c.id`);
    return { person: row, companies: open };
  });
  if (person === undefined) throw new AppError("not_found", "The account is not there any more.");
  const all = companies.map(({ id, name, role }) => ({ id, name, role: knownRole(role) }));
  return {
    person: { id: asking.userId, name: person.name, email: person.email, username: person.username },
    company: all.find(({ id }) => id === asking.orgId) ?? null,
    role: asking.role,
    siteIds: [...asking.siteIds],
    permissions: [...asking.permissions],
    // A key or token is for one company and does not tell of the others.
    companies: asking.via === "session" ? all : all.filter(({ id }) => id === asking.orgId),
    via: asking.via,
    isConfirmed: asking.isConfirmed,
  };
}

function knownRole(word: string): Role {
  if (isRole(word)) return word;
  throw new Error(`the database holds an unknown role: ${word}`);
}
