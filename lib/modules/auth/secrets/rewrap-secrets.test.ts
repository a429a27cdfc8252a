import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { asSystem, type KeyWorld, openKeyWorld } from "@/lib/modules/auth/keys/key-world.fixture";
import { totpSecretPlace } from "@/lib/modules/auth/totp/totp-secret-place";
import { resetEnvironment } from "@/lib/server/env";
import { requestMail } from "@/lib/server/mail/request-mail";
import { openSecret, sealSecret } from "@/lib/server/secrets/envelope";
import { withTransaction } from "@/lib/server/transaction";
import type { UserViewer } from "@/lib/server/viewer";
import { rewrapSecrets } from "./rewrap-secrets";

const system = { kind: "system", name: "test" } as const;
const secret = "JBSWY3DPEHPK3PXP";
const [older, newer] = [`old:${"D".repeat(43)}=`, `new:${"E".repeat(43)}=`];
let world: KeyWorld;
let person: UserViewer;

function withKeys(...keys: readonly string[]): void {
  vi.stubEnv("SECRET_KEYS", keys.join(","));
  resetEnvironment();
}

async function stored(): Promise<{ factor: string; mails: { mailId: string; envelope: string }[] }> {
  const found = { factor: "", mails: [] as { mailId: string; envelope: string }[] };
  await asSystem(world.test, async (tx) => {
    const [factor] = await tx`select secret_envelope from totp_factors where user_id = ${person.userId}`;
    found.factor = factor?.secret_envelope ?? "";
    const rows = await tx`select payload from event_outbox union all select payload from event_dlq
      union all select data -> 'payload' from inngest_event`;
    found.mails = rows.map(({ payload }) => payload);
  });
  return found;
}

beforeAll(async () => {
  world = await openKeyWorld();
  withKeys(older);
  person = await world.person(await world.company("Company A"), "admin");
  const envelope = sealSecret(secret, totpSecretPlace(person.userId));
  await asSystem(
    world.test,
    (tx) => tx`insert into totp_factors (user_id, secret_envelope) values (${person.userId}, ${envelope})`,
  );
  await withTransaction(system, (tx) =>
    requestMail(tx, system, { to: "a@b.example", subject: "Link", paragraphs: ["x"], reason: "y" }),
  );
  await asSystem(
    world.test,
    (tx) => tx`insert into event_dlq (event_id, consumer, payload, error, attempts, first_seen, last_seen)
      select event_id, 'mail', payload, 'down', 5, now(), now() from event_outbox`,
  );
  await asSystem(
    world.test,
    (tx) => tx`insert into inngest_event (id, name, data, ts_ms, received_at)
      select event_id::text, type, jsonb_build_object('payload', payload), 1, now() from event_outbox`,
  );
});
afterAll(() => world.close());

describe("rewrapSecrets", () => {
  it("frees the older key: every stored secret opens without it, from the same ciphertext", async () => {
    const before = await stored();
    withKeys(newer, older);
    expect(await rewrapSecrets(system)).toEqual({ secondFactors: 1, mails: 3 });
    expect(await rewrapSecrets(system)).toEqual({ secondFactors: 0, mails: 0 });
    withKeys(newer);
    const after = await stored();
    expect(openSecret(after.factor, totpSecretPlace(person.userId))).toBe(secret);
    expect(after.factor.split(".")[3]).toBe(before.factor.split(".")[3]);
    expect(after.mails).toHaveLength(3);
    for (const { mailId, envelope } of after.mails) {
      expect(openSecret(envelope, `event_outbox.payload:${mailId}`)).toContain("a@b.example");
    }
  });

  it("changes nothing when one envelope's key is gone already", async () => {
    const before = await stored();
    withKeys(`third:${"F".repeat(43)}=`);
    await expect(rewrapSecrets(system)).rejects.toThrow(/"new".*not in SECRET_KEYS/);
    expect(await stored()).toEqual(before);
    withKeys(newer);
  });

  it("leaves no secret readable in a dump of the tables", async () => {
    const { factor, mails } = await stored();
    const dump = JSON.stringify([factor, mails]);
    expect(dump).not.toContain(secret);
    expect(dump).not.toContain("a@b.example");
  });
});
