import { verify } from "@node-rs/argon2";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { roles } from "../../lib/domain/rbac/role";
import type { Sql } from "../client";
import { createTestDatabase, type TestDatabase } from "../testing/test-database";
import { seedDemo } from "./demo";
import { demoPassword } from "./demo-logins.mjs";

let test: TestDatabase;
let owner: Sql;
beforeAll(async () => {
  test = await createTestDatabase();
  owner = postgres(test.directUrl, { max: 1 });
});
afterAll(async () => {
  await owner.end();
  await test.close();
});

it("gives an empty database one company with a login for each role, once", async () => {
  expect(await seedDemo(owner)).toBe(true);
  expect(await seedDemo(owner)).toBe(false);
  const people = await owner`
    select m.role, u.password_hash, u.email_verified_at is not null as is_verified,
      (select count(*)::int from membership_sites s where s.membership_id = m.id) as sites
    from memberships m join users u on u.id = m.user_id`;
  expect(people).toHaveLength(8);
  expect(new Set(people.map((person) => person.role))).toEqual(new Set(roles));
  expect(people.every((person) => person.is_verified)).toBe(true);
  expect(
    people
      .filter((person) => person.sites > 0)
      .map((person) => person.role)
      .sort(),
  ).toEqual(["operator", "site_manager"]);
  expect(await verify(people[0]?.password_hash, demoPassword)).toBe(true);
});

it("leaves a database alone that knows a company", async () => {
  await owner`truncate companies, users cascade`;
  await owner`insert into companies (id, name) values (gen_random_uuid(), 'A real one')`;
  expect(await seedDemo(owner)).toBe(false);
  expect(await owner`select 1 from users`).toHaveLength(0);
});
