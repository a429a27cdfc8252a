import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, it, vi } from "vitest";
import { processIdentity } from "../../db/embedded/process-identity.mjs";
import { EXIT, exitCodeOf } from "./exit-codes.mjs";

// Every test starts processes, which takes long on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const dataDir = mkdtempSync(path.join(tmpdir(), "hi-start-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

/**
 * Runs `npm start`'s program with settings that end it before it prepares anything.
 *
 * @param {Record<string, string>} settings
 * @returns {Promise<{ code: number | null, said: string }>}
 */
function start(settings) {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, "../start.mjs")], {
    env: { NODE_ENV: "production", PATH: process.env.PATH, DATA_DIR: dataDir, PORT: "1", ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += chunk));
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, said: said.trim() })));
}

it.each([
  [{ PORT: "abc" }, 'PORT is "abc"; it must be a whole number from 1 to 65535.'],
  [{ PORT: "70000" }, 'PORT is "70000"; it must be a whole number from 1 to 65535.'],
  [
    { PORT: "3999", HOST: "192.0.2.1" },
    'HOST is "192.0.2.1", which is no address of this machine (EADDRNOTAVAIL).',
  ],
])("refuses the setting %o in one sentence", async (settings, sentence) => {
  expect(await start(settings)).toEqual({ code: EXIT.configuration, said: `✗ ${sentence}` });
});

it("refuses anything but yes for making new secrets", async () => {
  const { code, said } = await start({ NEW_SECRETS: "true" });
  expect({ code, said }).toEqual({
    code: EXIT.configuration,
    said: '✗ NEW_SECRETS is "true"; it can only be "yes", or be left away.',
  });
});

it("refuses a database whose secrets are lost, and says how to go on", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "hi-lost-"));
  writeFileSync(path.join(folder, "credentials.json"), "{}");
  try {
    const { code, said } = await start({ DATA_DIR: folder, PORT: await freePort() });
    expect(code).toBe(EXIT.configuration);
    expect(said).toMatch(/^✗ \S+secrets\.json is missing, .* NEW_SECRETS=yes: /);
    expect(existsSync(path.join(folder, "secrets.json"))).toBe(false);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("refuses one database address without the other", async () => {
  const { code, said } = await start({ DATABASE_URL: "postgres://a:secret@b/c" });
  expect(code).toBe(EXIT.configuration);
  expect(said).toMatch(/^✗ DATABASE_DIRECT_URL is missing/);
  expect(said).not.toContain("secret");
});

it("refuses a database of one's own without secrets, or with malformed ones, and never repeats them", async () => {
  const urls = { DATABASE_URL: "postgres://a:b@b/c", DATABASE_DIRECT_URL: "postgres://d:e@b/c" };
  const without = await start(urls);
  expect(without.code).toBe(EXIT.configuration);
  expect(without.said).toMatch(/^✗ SECRET_KEYS is missing: .* Make one: node -p .*$/);
  const wrong = await start({ ...urls, SECRET_KEYS: "k1:much-too-short" });
  expect(wrong.code).toBe(EXIT.configuration);
  expect(wrong.said).toMatch(/^✗ SECRET_KEYS is malformed: .* Make one: node -p .*$/);
  expect(wrong.said).not.toContain("much-too-short");
});

/** @returns {Promise<string>} */
function freePort() {
  const server = createServer();
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" ? String(address?.port) : ""));
    }),
  );
}

it("says in one sentence that the port is in use, and gives the data folder back", async () => {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const address = server.address();
  const port = typeof address === "object" ? String(address?.port) : "";
  const { code, said } = await start({ PORT: port });
  server.close();
  expect(code).toBe(EXIT.portInUse);
  expect(said).toBe(`✗ Port ${port} on 127.0.0.1 is in use. Stop what uses it, or set PORT to another.`);
  expect(existsSync(path.join(dataDir, "start.lock"))).toBe(false);
});

it("refuses a data folder that a living start holds, and takes over one whose start is dead", async () => {
  const lock = path.join(dataDir, "start.lock");
  writeFileSync(lock, JSON.stringify({ pid: process.pid, identity: processIdentity(process.pid) }));
  const held = await start({});
  expect(held.code).toBe(EXIT.inUse);
  expect(held.said).toContain(`is in use by another start (process ${process.pid})`);
  writeFileSync(lock, JSON.stringify({ pid: process.pid, identity: "another boot:1" }));
  const free = await start({ PORT: "70000" });
  expect(free.code).toBe(EXIT.configuration);
  rmSync(lock, { force: true });
});

it("gives every foreseen failure a code of its own, and none to a fault", () => {
  const failure = (/** @type {string} */ kind) =>
    Object.assign(new Error("x"), { name: "EmbeddedFailure", kind });
  expect(["in_use", "no_permission", "disk_full", "broken"].map((kind) => exitCodeOf(failure(kind)))).toEqual(
    [EXIT.inUse, EXIT.noPermission, EXIT.diskFull, EXIT.database],
  );
  expect(exitCodeOf(new TypeError("x"))).toBeNull();
  expect(new Set(Object.values(EXIT)).size).toBe(Object.values(EXIT).length);
});
