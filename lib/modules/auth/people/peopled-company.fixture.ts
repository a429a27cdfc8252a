import { v7 as uuidV7 } from "uuid";
import type { Role } from "@/lib/domain/rbac/role";
import type { UserViewer } from "@/lib/server/viewer";
import { invitePerson } from "./commands/invitations";
import { inviteInput } from "./inputs";
import type { PeopleWorld } from "./people-world.fixture";
import { listPeople } from "./queries/list-people";
import { peopleQuerySchema } from "./schema";

/** A company with somebody in each role at one of two sites; others have the same people. */
export interface PeopledCompany {
  readonly orgId: string;
  readonly boden: string;
  readonly lulea: string;
  readonly owner: UserViewer;
  readonly manager: UserViewer;
  readonly operator: UserViewer;
  readonly away: UserViewer;
  readonly sales: UserViewer;
  readonly customer: UserViewer;
  readonly guest: UserViewer;
  readonly invitationId: string;
}

/** For tests: fills a company whose word stands in each of its texts. */
export async function fillWithPeople(world: PeopleWorld, word: string): Promise<PeopledCompany> {
  const orgId = await world.company(`Company ${word}`);
  const boden = await world.site(orgId, "Boden");
  const lulea = await world.site(orgId, "Luleå");
  const person = (role: Role, siteIds: readonly string[] = [], name = `Ana ${role}`) =>
    world.person(orgId, {
      role,
      siteIds,
      name: `${name} ${word}`,
      email: `${name.replace(" ", ".")}@${word}.example`.toLowerCase(),
    });
  const owner = await person("owner");
  const { invitationId } = await invitePerson(
    owner,
    inviteInput.parse({
      email: `invited@${word}.example`,
      name: `Ivy ${word}`,
      role: "operator",
      siteIds: [boden],
    }),
  );
  const company = {
    orgId,
    boden,
    lulea,
    owner,
    manager: await person("site_manager", [boden]),
    operator: await person("operator", [boden]),
    away: await person("operator", [lulea], "Far away"),
    sales: await person("sales"),
    customer: await person("customer"),
    guest: await person("guest"),
    invitationId,
  };
  for (const { userId } of [company.operator, company.customer]) {
    await world.rows(
      (tx) => tx`
      insert into login_records (id, occurred_at, user_id, identifier_masked, method, outcome, address, user_agent)
      values (${uuidV7()}, now() + interval '1 second', ${userId}, ${`an***@${word}.example`}, 'password', 'wrong_password', ${`198.51.100.${word.length}`}, ${word})`,
    );
  }
  return company;
}

/** The list of people as somebody sees it. */
export const people = (viewer: UserViewer, query: Record<string, unknown> = {}) =>
  listPeople(viewer, peopleQuerySchema.parse(query));
/** Their names. */
export const namesIn = async (viewer: UserViewer, query: Record<string, unknown> = {}) =>
  (await people(viewer, query)).people.map(({ name }) => name);
