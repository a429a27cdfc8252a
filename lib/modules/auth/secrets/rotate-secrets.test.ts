import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { asSystem, type KeyWorld, openKeyWorld } from "@/lib/modules/auth/keys/key-world.fixture";
import { totpSecretPlace } from "@/lib/modules/auth/totp/totp-secret-place";
import { resetEnvironment } from "@/lib/server/env";
import { openSecret, sealSecret } from "@/lib/server/secrets/envelope";

/* `npm run rotate-secrets`, as a program of its own. */

const root = path.resolve(import.meta.dirname, "../../../..");
const [older, newer] = [`old:${"D".repeat(43)}=`, `new:${"E".repeat(43)}=`];
const folder = mkdtempSync(path.join(tmpdir(), "hi-rotate-"));
let world: KeyWorld;

beforeAll(async () => {
  world = await openKeyWorld();
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

async function rotate(settings: Readonly<Record<string, string>>): Promise<{ code: number; said: string }> {
  const env = { DATA_DIR: folder, LOG_LEVEL: "silent", ...settings };
  const args = [
    "--conditions",
    "react-server",
    "--import",
    "tsx",
    path.join(root, "scripts/rotate-secrets.ts"),
  ];
  const run = promisify(execFile)(process.execPath, args, {
    cwd: root,
    env: { ...env, NODE_ENV: "production" },
  });
  const ended = await run.then(
    ({ stdout, stderr }) => ({ code: 0, said: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code, said: stdout + stderr }),
  );
  return ended;
}

it("wraps what is stored by the first of SECRET_KEYS, so that it opens without the older one", async () => {
  vi.stubEnv("SECRET_KEYS", older);
  resetEnvironment();
  const person = await world.person(await world.company("Company A"), "admin");
  const envelope = sealSecret("JBSWY3DPEHPK3PXP", totpSecretPlace(person.userId));
  await asSystem(
    world.test,
    (tx) => tx`insert into totp_factors (user_id, secret_envelope) values (${person.userId}, ${envelope})`,
  );
  const urls = { DATABASE_URL: world.test.url, DATABASE_DIRECT_URL: world.test.directUrl };
  const { code, said } = await rotate({ ...urls, SECRET_KEYS: `${newer},${older}` });
  expect({ code, said }).toEqual({
    code: 0,
    said: expect.stringContaining('by the key "new": 1 second factors'),
  });
  vi.stubEnv("SECRET_KEYS", newer);
  resetEnvironment();
  await asSystem(world.test, async (tx) => {
    const [row] = await tx`select secret_envelope from totp_factors where user_id = ${person.userId}`;
    expect(openSecret(row?.secret_envelope, totpSecretPlace(person.userId))).toBe("JBSWY3DPEHPK3PXP");
  });
});

it("has nothing to rotate where no installation is, and says so", async () => {
  const { code, said } = await rotate({});
  expect({ code, said }).toEqual({ code: 2, said: expect.stringContaining("secrets.json does not exist") });
});
