import type { TransactionSql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FilledPerson } from "@/db/testing/fill-tables";
import { type Role, roles } from "@/lib/domain/rbac/role";
import { rolesToGive } from "@/lib/domain/rbac/roles-to-give";
import { openTwoCompanies, type PersonName, type TwoCompanies } from "./people.fixture";

/*
 * What people may write about sessions, invitations, keys and credentials, past the application: the role it logs in with
 * says who asks, as row-security.test.ts does for what is read.
 */

let world: TwoCompanies;
beforeAll(async () => {
  world = await openTwoCompanies();
});
afterAll(() => world.close());

/** PostgreSQL's "insufficient_privilege". */
const refused = { code: "42501" };

/** Undone at the end, whatever it wrote. */
const undone = new Error("undone");

/** How many rows a statement wrote in somebody's name. */
async function written(
  { userId, orgId, role }: FilledPerson,
  work: (tx: TransactionSql) => Promise<{ readonly count: number }>,
): Promise<number> {
  let count = 0;
  const attempt = world.test.sql.begin(async (tx) => {
    await tx`select set_config('hi.viewer', 'user', true), set_config('hi.org_id', ${orgId}, true),
      set_config('hi.user_id', ${userId}, true), set_config('hi.role', ${role}, true)`;
    count = (await work(tx)).count;
    throw undone;
  });
  await attempt.catch((error: unknown) => {
    if (error !== undone) throw error;
  });
  return count;
}

const person = (name: PersonName) => world.people[name];

const openSession = (whose: () => FilledPerson, company: () => string | null) => (tx: TransactionSql) =>
  tx`insert into user_sessions (id, user_id, org_id, method, expires_at, confirmed_at, address, user_agent)
    values (gen_random_uuid(), ${whose().userId}, ${company()}, 'password', now() + interval '1 hour', now(), 'x', 'x')`;

const offer = (role: Role, by: () => FilledPerson, company?: () => string) => (tx: TransactionSql) =>
  tx`insert into invitations (id, org_id, email, role, token_hash, invited_by_id, expires_at)
    values (gen_random_uuid(), ${company?.() ?? by().orgId}, 'new@mail.example', ${role}, 'x', ${by().userId},
      now() + interval '1 hour')`;

const makeKey = (whose: () => FilledPerson) => (tx: TransactionSql) =>
  tx`insert into api_keys (id, org_id, user_id, name, key_hash, scopes)
    values ('planted1', ${whose().orgId}, ${whose().userId}, 'x', 'x', '{}')`;

const makeMailToken = (purpose: string, whose: () => FilledPerson) => (tx: TransactionSql) =>
  tx`insert into mail_tokens (token_hash, purpose, user_id, expires_at)
    values ('planted', ${purpose}, ${whose().userId}, now() + interval '1 hour')`;

const ask = (kind: string, whose: () => FilledPerson) => (tx: TransactionSql) =>
  tx`insert into sign_in_challenges (id, kind, user_id, expires_at)
    values ('planted', ${kind}, ${whose().userId}, now() + interval '1 hour')`;

const makeRefreshToken = (whose: () => FilledPerson) => (tx: TransactionSql) =>
  tx`insert into refresh_tokens (token_hash, family_id, user_id, org_id, expires_at)
    values ('planted', gen_random_uuid(), ${whose().userId}, ${whose().orgId}, now() + interval '1 hour')`;

type Write = readonly [string, PersonName, (tx: TransactionSql) => Promise<{ readonly count: number }>];

const customer = () => person("customer A");
const other = () => person("customer B");
const admin = () => person("admin");
const operator = () => person("operator");

const refusals: readonly Write[] = [
  ["no admin opens a session in a customer's name", "admin", openSession(other, () => admin().orgId)],
  [
    "no customer opens a session of theirs in another company",
    "customer A",
    openSession(customer, () => world.south.id),
  ],
  [
    "no admin lengthens a customer's session",
    "admin",
    (tx) => tx`update user_sessions set expires_at = now() + interval '1 year'
      where id = ${other().ids.session}`,
  ],
  [
    "no customer carries a session of theirs into another company",
    "customer A",
    (tx) => tx`update user_sessions set org_id = ${world.south.id} where id = ${customer().ids.session}`,
  ],
  ["no admin offers the place of an owner", "admin", offer("owner", admin)],
  ["no operator offers a place", "operator", offer("guest", operator)],
  ["no admin offers a place in another's name", "admin", offer("guest", operator)],
  ["no admin offers a place in another company", "admin", offer("guest", admin, () => world.south.id)],
  [
    "no admin lets somebody in by writing that an invitation was accepted",
    "admin",
    (
      tx,
    ) => tx`update invitations set accepted_at = now(), revoked_at = null, invited_by_id = ${admin().userId}
      where id = ${other().ids.invitation}`,
  ],
  ["no admin makes a key that acts for a customer", "admin", makeKey(other)],
  [
    "no admin takes over a customer's key",
    "admin",
    (tx) => tx`update api_keys set key_hash = 'planted' where id = ${other().ids.apiKey}`,
  ],
  ["no customer resets a password past their mail", "customer A", makeMailToken("reset_password", customer)],
  ["no admin sends a customer's address elsewhere", "admin", makeMailToken("change_email", other)],
  ["no customer writes the question of a sign-in", "customer A", ask("second_factor", customer)],
  ["no admin answers a customer's question", "admin", ask("passkey_register", other)],
  ["no customer hands themselves a refresh token", "customer A", makeRefreshToken(customer)],
  [
    "no admin plants a passkey with a customer",
    "admin",
    (tx) => tx`insert into passkeys (id, user_id, credential_id, public_key, counter, is_backed_up, name)
      values (gen_random_uuid(), ${other().userId}, 'planted', 'x', 0, false, 'x')`,
  ],
  [
    "no admin links a wallet to a customer",
    "admin",
    (tx) => tx`insert into wallets (address, user_id) values ('planted', ${other().userId})`,
  ],
  [
    "no admin knows a customer's recovery code",
    "admin",
    (tx) => tx`insert into recovery_codes (user_id, code_hash) values (${other().userId}, 'planted')`,
  ],
];

const allowed: readonly Write[] = [
  [
    "a customer opens a session in their company",
    "customer A",
    openSession(customer, () => customer().orgId),
  ],
  ["a person in no company opens a session", "customer A", openSession(customer, () => null)],
  [
    "an admin ends a customer's session",
    "admin",
    (tx) => tx`update user_sessions set ended_at = now(), ended_reason = 'ended_by_admin'
      where id = ${other().ids.session}`,
  ],
  ["an admin offers the place of an admin", "admin", offer("admin", admin)],
  [
    "an admin takes back what another offered",
    "admin",
    (tx) => tx`update invitations set revoked_at = now() where id = ${other().ids.invitation}`,
  ],
  ["a customer makes a key of their own", "customer A", makeKey(customer)],
  [
    "an admin stops a customer's key",
    "admin",
    (tx) => tx`update api_keys set revoked_at = now() where id = ${other().ids.apiKey}`,
  ],
  ["a customer has their new address asked", "customer A", makeMailToken("change_email", customer)],
  ["a customer registers a passkey", "customer A", ask("passkey_register", customer)],
];

describe("the role of the application", () => {
  it.each(refusals)("is refused: %s", async (_what, name, work) => {
    await expect(written(person(name), work)).rejects.toMatchObject(refused);
  });

  it.each(allowed)("may write: %s", async (_what, name, work) => {
    expect(await written(person(name), work)).toBe(1);
  });

  it("offers the roles that the permission table lets a role give, and no other", async () => {
    const asked = roles.flatMap((giver) => roles.map((offered) => ({ giver, offered })));
    for (const { giver, offered } of asked) {
      const [row] = await world.test.sql.begin(async (tx) => {
        await tx`select set_config('hi.role', ${giver}, true)`;
        return tx<{ may: boolean }[]>`select may_offer(${offered}) as may`;
      });
      expect(row?.may, `${giver} offers ${offered}`).toBe(rolesToGive(giver).includes(offered));
    }
  });

  it("reads nobody's password hash in the views", async () => {
    const columns = await world.test.sql<{ name: string }[]>`
      select column_name as name from information_schema.columns
      where table_schema = 'public' and table_name in ('company_people', 'company_logins')`;
    expect(columns.length).toBeGreaterThan(0);
    expect(columns.filter(({ name }) => /password|hash|token/.test(name))).toEqual([]);
  });
});
