import { randomUUID } from "node:crypto";
import { demoPassword } from "../db/seed/demo-logins.mjs";
import { onDatabase } from "./application-database";

/** Somebody with places in companies that are nobody else's. */
export interface CompanyPerson {
  readonly userId: string;
  readonly email: string;
  readonly password: string;
  /** In the order in which they were asked for. */
  readonly orgIds: readonly string[];
}

interface Place {
  readonly company: string;
  readonly role: "owner" | "admin" | "guest";
}

/** Makes somebody who is in new companies, the first of which they act for once they sign in. */
export function companyPerson(name: string, places: readonly Place[]): Promise<CompanyPerson> {
  const userId = randomUUID();
  const email = `e2e-${userId}@example.com`;
  return onDatabase(async (sql) => {
    // The hash of the demo people's password, so that it is theirs as well.
    await sql`
      insert into users (id, email, email_verified_at, name, password_hash)
      select ${userId}, ${email}, now(), ${name}, password_hash from users where email = 'owner@demo.example'`;
    const orgIds: string[] = [];
    for (const { company, role } of places) {
      const orgId = randomUUID();
      await sql`insert into companies (id, name) values (${orgId}, ${company})`;
      await sql`
        insert into memberships (id, org_id, user_id, role, created_at)
        values (${randomUUID()}, ${orgId}, ${userId}, ${role}, now() + ${orgIds.length} * interval '1 millisecond')`;
      orgIds.push(orgId);
    }
    return { userId, email, password: demoPassword, orgIds };
  });
}
