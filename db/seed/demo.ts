import { hash } from "@node-rs/argon2";
import { v7 as uuidV7 } from "uuid";
import { isRole, type Role } from "../../lib/domain/rbac/role";
import type { Sql } from "../client";
import { demoLogins, demoPassword } from "./demo-logins.mjs";

/** Somebody of the demo company. */
interface DemoPerson {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Names of sites given. */
  readonly sites: readonly string[];
}

const siteNames = ["Boden", "Luleå"] as const;

/** One login for each role, and a second customer to tell customers apart by. */
const demoPeople: readonly DemoPerson[] = demoLogins.map(({ role, ...login }) => {
  if (!isRole(role)) throw new Error(`demo login of an unknown role "${role}"`);
  return { ...login, role };
});

/**
 * Fills a database that knows no company yet with the demo company and its people; does nothing to any other.
 *
 * @returns whether it did.
 */
export async function seedDemo(sql: Sql): Promise<boolean> {
  const [known] = await sql`select 1 from companies limit 1`;
  if (known !== undefined) return false;
  // argon2id with the product's own cost (lib/server/passwords).
  const passwordHash = await hash(demoPassword, {
    algorithm: 2,
    memoryCost: 19_456,
    timeCost: 2,
    parallelism: 1,
  });
  await sql.begin(async (tx) => {
    const orgId = uuidV7();
    await tx`insert into companies (id, name) values (${orgId}, 'Norrsken Hosting (demo)')`;
    const sites = new Map<string, string>(siteNames.map((name) => [name, uuidV7()]));
    for (const [name, id] of sites) {
      await tx`insert into sites (id, org_id, name) values (${id}, ${orgId}, ${name})`;
    }
    for (const person of demoPeople) {
      const userId = uuidV7();
      const membershipId = uuidV7();
      await tx`
        insert into users (id, email, email_verified_at, username, name, password_hash, password_changed_at)
        values (${userId}, ${person.email}, now(), ${person.email.slice(0, person.email.indexOf("@"))},
          ${person.name}, ${passwordHash}, now())`;
      await tx`
        insert into memberships (id, org_id, user_id, role)
        values (${membershipId}, ${orgId}, ${userId}, ${person.role})`;
      for (const name of person.sites) {
        const siteId = sites.get(name);
        if (siteId === undefined) throw new Error(`the demo company has no site ${name}`);
        await tx`
          insert into membership_sites (membership_id, site_id, org_id)
          values (${membershipId}, ${siteId}, ${orgId})`;
      }
    }
  });
  return true;
}
