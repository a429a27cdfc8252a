import { expect, it } from "vitest";
import { applicationProcesses, listenUrl } from "./processes.mjs";

const urls = {
  databaseUrl: "postgres://hi_app:app-secret@db-pooler.example:6543/mine?pgbouncer=true",
  directUrl: "postgres://hi_owner:owner-secret@db.example:5432/mine?sslmode=require",
};
const grounds = { ...urls, secretKeys: "k1:secret", tools: "/clone/.next/hi" };
/** @type {import("./settings.mjs").Settings} */
const settings = {
  mode: "production",
  root: "/clone",
  packagesRoot: "/clone",
  dataDir: "/data",
  host: "0.0.0.0",
  port: 4000,
  external: urls,
  secretKeys: null,
  mayReplaceSecrets: false,
  address: "http://127.0.0.1:4000",
};

it("lets the application's role listen past the pooler, with its own password", () => {
  expect(listenUrl(urls)).toBe("postgres://hi_app:app-secret@db.example:5432/mine?sslmode=require");
});

it("runs web and worker, and gives neither the owner's password", () => {
  const plans = applicationProcesses(settings, grounds);
  expect(plans.map(({ name }) => name)).toEqual(["web", "worker"]);
  expect(plans[1]?.args.at(-1)).toBe("/clone/.next/hi/worker.mjs");
  for (const { env } of plans) {
    expect(env).toMatchObject({ HOST: "0.0.0.0", PORT: "4000", DATA_DIR: "/data", SECRET_KEYS: "k1:secret" });
    expect(JSON.stringify(env)).not.toContain("owner-secret");
  }
});

it("tells the processes whether the database is the embedded one", () => {
  const embedded = applicationProcesses({ ...settings, external: null }, grounds);
  expect(embedded.map(({ env }) => env.EMBEDDED)).toEqual(["yes", "yes"]);
  expect(applicationProcesses(settings, grounds).map(({ env }) => env.EMBEDDED)).toEqual(["no", "no"]);
});
