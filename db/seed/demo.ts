import { hash } from "@node-rs/argon2";
import { v7 as uuidV7 } from "uuid";
import type { Role } from "../../lib/domain/rbac/role";
import type { Sql } from "../client";

/** Somebody of the demo company. */
interface DemoPerson {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** Names of sites given. */
  readonly sites: readonly string[];
}

/** The password of all demo people. They exist beside the embedded database only, which listens on loopback. */
export const demoPassword = "demo-hashrate-2026";

const siteNames = ["Boden", "Luleå"] as const;

/** One login for each role, and a second customer to tell customers apart by. */
export const demoPeople: readonly DemoPerson[] = [
  { email: "owner@demo.example", name: "Olivia Berg", role: "owner", sites: [] },
  { email: "admin@demo.example", name: "Adam Lind", role: "admin", sites: [] },
  { email: "site@demo.example", name: "Signe Holm", role: "site_manager", sites: ["Boden"] },
  { email: "operator@demo.example", name: "Oskar Dahl", role: "operator", sites: ["Boden"] },
  { email: "sales@demo.example", name: "Sara Ek", role: "sales", sites: [] },
  { email: "customer@demo.example", name: "Clara Nyström", role: "customer", sites: [] },
  { email: "customer2@demo.example", name: "Carl Åberg", role: "customer", sites: [] },
  { email: "guest@demo.example", name: "Gustav Vik", role: "guest", sites: [] },
];

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
