import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Member, MembershipChange } from "@/lib/domain/rbac/membership";
import type { Role } from "@/lib/domain/rbac/role";
import { uuids } from "../sql-text";

/** What can be done to a place that stands. */
export type PlaceChange = Exclude<MembershipChange, { kind: "invite" }>;

/** A person's place in a company, locked until the transaction ends. */
export interface Place {
  readonly membershipId: string;
  readonly name: string;
  readonly email: string | null;
  readonly version: number;
  readonly member: Member;
}

/** Places that a decision is made on, and the moment it is made at. */
export interface LockedPlaces {
  readonly now: Date;
  readonly members: readonly Member[];
  readonly placeOf: (userId: string) => Place | null;
}

interface PlaceRow extends Record<string, unknown> {
  readonly id: string;
  readonly user_id: string;
  readonly role: Role;
  readonly is_active: boolean;
  readonly expires_at: string | null;
  readonly version: number;
}

/**
 * Locks the places of some people in a company and those of all its owners. Whoever changes a place locks the owners
 * first and in the same order, so that two owners who demote each other do so one after the other, and the second finds
 * that they no longer may.
 */
export async function lockPlaces(
  tx: Transaction,
  orgId: string,
  userIds: readonly string[],
): Promise<LockedPlaces> {
  const rows = await tx.execute<PlaceRow>(sql`
    select m.id, m.user_id, m.role, m.is_active, m.expires_at, m.version from memberships m
    where m.org_id = ${orgId} and (m.role = 'owner' or m.user_id = any(${uuids(userIds)}))
    order by m.id for update`);
  // Read once the locks are held: what another transaction has just changed counts.
  const people = await tx.execute<{ id: string; name: string; email: string | null; is_active: boolean }>(sql`
    select id, name, email, is_active from users where id = any(${uuids(rows.map((row) => row.user_id))})`);
  const sites = await tx.execute<{ membership_id: string; site_id: string }>(sql`
    select membership_id, site_id from membership_sites where membership_id = any(${uuids(rows.map(({ id }) => id))})`);
  const places = rows.flatMap((row): Place[] => {
    const person = people.find(({ id }) => id === row.user_id);
    if (person === undefined) return [];
    const member: Member = {
      userId: row.user_id,
      role: row.role,
      access: {
        isActive: row.is_active && person.is_active,
        expiresAt: row.expires_at === null ? null : new Date(row.expires_at),
      },
      siteIds: sites.filter((site) => site.membership_id === row.id).map((site) => site.site_id),
    };
    return [{ membershipId: row.id, name: person.name, email: person.email, version: row.version, member }];
  });
  return {
    now: await databaseNow(tx),
    members: places.map(({ member }) => member),
    placeOf: (userId) => places.find(({ member }) => member.userId === userId) ?? null,
  };
}

async function databaseNow(tx: Transaction): Promise<Date> {
  const [row] = await tx.execute<{ ms: number }>(
    sql`select extract(epoch from app_now())::float8 * 1000 as ms`,
  );
  return new Date(row?.ms ?? Number.NaN);
}
