import { v7 as uuidV7 } from "uuid";
import type { JsonObject } from "@/lib/domain/audit/json-value";
import type { Role } from "@/lib/domain/rbac/role";
import { type AuditAct, audit } from "@/lib/server/audit/audit";
import { type AuditWorld, openAuditWorld } from "@/lib/server/audit/audit-world.fixture";
import { userViewer } from "@/lib/server/testing/viewers";
import { withTransaction } from "@/lib/server/transaction";
import type { UserViewer } from "@/lib/server/viewer";

const system = { kind: "system", name: "test" } as const;

/** For tests: the world of the trail with companies and people in it. */
export interface TrailWorld extends AuditWorld {
  company(name: string): Promise<string>;
  person(orgId: string, role: Role, name: string): Promise<UserViewer>;
  /** Has somebody do one thing. */
  did(actor: UserViewer, action: string, act?: Partial<AuditAct>): Promise<void>;
  /** As erasing a person does. */
  erase(userId: string): Promise<void>;
}

export async function openTrailWorld(): Promise<TrailWorld> {
  const world = await openAuditWorld();
  const asSystem = (
    change: (tx: Parameters<Parameters<typeof world.test.sql.begin>[1]>[0]) => Promise<unknown>,
  ) =>
    world.test.sql.begin(async (tx) => {
      await tx`select set_config('hi.viewer', 'system', true)`;
      await change(tx);
    });
  return {
    ...world,
    async company(name) {
      const id = uuidV7();
      await asSystem((tx) => tx`insert into companies (id, name) values (${id}, ${name})`);
      return id;
    },
    async person(orgId, role, name) {
      const userId = uuidV7();
      const email = `${name.toLowerCase().replaceAll(" ", ".")}@demo.example`;
      await asSystem(async (tx) => {
        await tx`insert into users (id, email, name) values (${userId}, ${email}, ${name})`;
        await tx`insert into memberships (id, org_id, user_id, role) values (${uuidV7()}, ${orgId}, ${userId}, ${role})`;
      });
      return userViewer({ userId, orgId, role });
    },
    async did(actor, action, act = {}) {
      const object = { kind: "thing", id: uuidV7() };
      const after: JsonObject = { done: true };
      await withTransaction(actor, (tx) => audit(tx, actor, { action, object, before: null, after, ...act }));
    },
    async erase(userId) {
      await withTransaction(system, (tx) =>
        tx.execute(`delete from audit_personal_values where person_id = '${userId}'`),
      );
      await withTransaction(system, (tx) =>
        tx.execute(`delete from audit_personal_salts where person_id = '${userId}'`),
      );
    },
  };
}
