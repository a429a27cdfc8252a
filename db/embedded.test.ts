import { type ChildProcess, spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { processesIn, processIdentity, waitUntil } from "./embedded/process-identity.mjs";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded.mjs";

const packagesRoot = path.resolve(import.meta.dirname, "..");
const folders: string[] = [];

function newDataDir(): string {
  const dataDir = mkdtempSync(path.join(tmpdir(), "hi-embedded-"));
  chmodSync(dataDir, 0o711);
  folders.push(dataDir);
  return dataDir;
}
const start = (dataDir: string, say?: (line: string) => void) =>
  startEmbeddedPostgres({ dataDir, packagesRoot, profile: "scratch", ...(say ? { say } : {}) });

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

async function value(url: string, query: string): Promise<unknown> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [row] = await sql.unsafe(query);
    return row?.value;
  } finally {
    await sql.end();
  }
}

/** Another process that starts the server and then only waits, so that it can be killed hard. */
function startElsewhere(dataDir: string): { child: ChildProcess; ready: Promise<unknown> } {
  const code = `
    import { startEmbeddedPostgres } from ${JSON.stringify(path.join(import.meta.dirname, "embedded.mjs"))};
    const server = await startEmbeddedPostgres(${JSON.stringify({ dataDir, packagesRoot, profile: "scratch" })});
    process.send({ pid: server.pid() });
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: {
      NODE_ENV: "test",
      PATH: "/usr/bin:/bin",
      LC_ALL: "tr_TR.UTF-8",
      PGDATA: "/nowhere",
      TZ: "Asia/Kolkata",
    },
  });
  return { child, ready: new Promise((resolve) => child.once("message", resolve)) };
}

/** The processes whose last argument is the server's number: those that stop it when its starter is gone. */
function guardsOf(pid: number): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => {
      try {
        const words = readFileSync(`/proc/${candidate}/cmdline`, "utf8").split("\0");
        return words[0] === "/bin/sh" && words.at(-2) === String(pid);
      } catch {
        return false;
      }
    });
}

describe("a running embedded PostgreSQL", () => {
  const dataDir = newDataDir();
  let server: EmbeddedPostgres;
  beforeAll(async () => {
    server = await start(dataDir);
  });
  afterAll(() => server.stop());

  it("keeps its passwords from other users", () => {
    expect(statSync(path.join(dataDir, "credentials.json")).mode & 0o777).toBe(0o600);
    expect(statSync(server.cluster).mode & 0o777).toBe(0o700);
  });

  it("leaves no scaffolding behind", () => {
    const lock = "postgres.lock";
    expect(readdirSync(dataDir).sort()).toEqual(
      ["credentials.json", "postgres", "postgres.log", lock].sort(),
    );
  });

  it("does not run as root", () => {
    for (const pid of processesIn(server.cluster, server.pid())) {
      expect(readFileSync(`/proc/${pid}/status`, "utf8")).toMatch(/^Uid:\t[1-9]/m);
    }
  });

  it("refuses a second start on the same folder with one sentence and no harm", async () => {
    await expect(start(dataDir)).rejects.toMatchObject({
      kind: "in_use",
      message: expect.stringMatching(new RegExp(`in use by another start \\(process ${process.pid}\\)`)),
    });
    expect(await value(server.appUrl, "select 1 as value")).toBe(1);
  });

  it("comes back on the same port when the server process is killed", async () => {
    const before = server.pid();
    process.kill(before, "SIGKILL");
    expect(await waitUntil(() => server.pid() !== before, 15_000)).toBe(true);
    expect(await value(server.appUrl, "select 2 as value")).toBe(2);
  });
});

describe("after a hard kill", () => {
  it("the orphaned server ends by itself, and the next start has all data", async () => {
    const dataDir = newDataDir();
    const { child, ready } = startElsewhere(dataDir);
    const { pid } = (await ready) as { pid: number };
    child.kill("SIGKILL");
    expect(await waitUntil(() => processIdentity(pid) === null, 15_000)).toBe(true);
    const server = await start(dataDir);
    // Initialised under a Turkish locale, an Indian time zone and a foreign PGDATA, none of which may matter.
    expect(await value(server.appUrl, "select current_setting('timezone') as value")).toBe("UTC");
    expect(
      await value(
        server.ownerUrl,
        "select datlocale as value from pg_database where datname = current_database()",
      ),
    ).toBe("C.UTF-8");
    await server.stop();
    expect(processesIn(server.cluster, null)).toEqual([]);
  });

  it("a server whose guard was killed as well is stopped by the next start", async () => {
    const dataDir = newDataDir();
    const { child, ready } = startElsewhere(dataDir);
    const { pid } = (await ready) as { pid: number };
    for (const guard of guardsOf(pid)) process.kill(guard, "SIGKILL");
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("exit", resolve));
    expect(processIdentity(pid)).not.toBeNull();
    const said: string[] = [];
    const server = await start(dataDir, (line) => said.push(line));
    expect(said).toContain("Stopping the database that an earlier start left running");
    expect(processIdentity(pid)).toBeNull();
    await server.stop();
  });

  it("a notice with the number of somebody else's process does not stop the next start", async () => {
    const dataDir = newDataDir();
    const first = await start(dataDir);
    await first.stop();
    // As a reboot leaves it: the number now belongs to this very process, and the lock to nobody.
    const notice = path.join(first.cluster, "postmaster.pid");
    writeFileSync(notice, `${process.pid}\n${first.cluster}\n1\n5432\n\n127.0.0.1\n\nready\n`);
    writeFileSync(path.join(dataDir, "postgres.lock"), `{"pid":${process.pid},"identity":"another boot:1"}`);
    const again = await start(dataDir);
    expect(await value(again.appUrl, "select 3 as value")).toBe(3);
    await again.stop();
  });

  it("a half-made cluster is thrown away", async () => {
    const dataDir = newDataDir();
    const half = path.join(dataDir, "postgres.new-123");
    mkdirSync(path.join(half, "cluster"), { recursive: true });
    writeFileSync(path.join(dataDir, "postgres.lock"), "");
    const server = await start(dataDir);
    expect(existsSync(half)).toBe(false);
    await server.stop();
  });
});

describe("what cannot be", () => {
  it("is said in one sentence when the credentials are gone or damaged", async () => {
    const dataDir = newDataDir();
    mkdirSync(path.join(dataDir, "postgres"));
    await expect(start(dataDir)).rejects.toThrow(/credentials.json is missing, but the database/);
    rmSync(path.join(dataDir, "postgres"), { recursive: true });
    writeFileSync(path.join(dataDir, "credentials.json"), '{"hi_app": "x"}');
    await expect(start(dataDir)).rejects.toThrow(/damaged: clusterId, postgres, hi_owner, hi_read missing/);
    expect(existsSync(path.join(dataDir, "postgres.lock"))).toBe(false);
  });

  it("is said when the files are of another major version", async () => {
    const dataDir = newDataDir();
    const first = await start(dataDir);
    await first.stop();
    writeFileSync(path.join(first.cluster, "PG_VERSION"), "15\n");
    await expect(start(dataDir)).rejects.toThrow(/was made by PostgreSQL 15 and this version brings 18/);
  });

  it("is said when the folder cannot be made", async () => {
    const file = path.join(newDataDir(), "file");
    writeFileSync(file, "");
    await expect(start(path.join(file, "data"))).rejects.toMatchObject({
      name: "EmbeddedFailure",
      message: expect.stringContaining("Could not create"),
    });
  });
});
