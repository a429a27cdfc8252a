import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { EXIT } from "./exit-codes.mjs";
import { addSecretKey, readOrCreateSecretKeys, readSecretKeys } from "./secrets.mjs";

const KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "hi-secrets-"));
  vi.spyOn(console, "log").mockImplementation(() => {});
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.restoreAllMocks();
});

it("makes secrets once, for their owner's eyes only, and finds them again", () => {
  const made = readOrCreateSecretKeys(folder);
  expect(made).toMatch(/^k1:[A-Za-z0-9+/]{43}=$/);
  expect(Buffer.from(made.slice(3), "base64")).toHaveLength(32);
  expect(readOrCreateSecretKeys(folder)).toBe(made);
  expect(readdirSync(folder)).toEqual(["secrets.json"]);
  expect(statSync(path.join(folder, "secrets.json")).mode & 0o777).toBe(0o600);
});

it("does not replace lost secrets beside a database, unless it is told to", () => {
  writeFileSync(path.join(folder, "credentials.json"), "{}");
  expect(() => readOrCreateSecretKeys(folder)).toThrow(
    expect.objectContaining({
      exitCode: EXIT.configuration,
      message: expect.stringMatching(
        /secrets.json is missing.*second factors.*from a backup.*NEW_SECRETS=yes/,
      ),
    }),
  );
  expect(readdirSync(folder)).toEqual(["credentials.json"]);
  const made = readOrCreateSecretKeys(folder, true);
  expect(readOrCreateSecretKeys(folder)).toBe(made);
});

it("leaves secrets alone that are there, even when it may replace lost ones", () => {
  const made = readOrCreateSecretKeys(folder);
  expect(readOrCreateSecretKeys(folder, true)).toBe(made);
});

it("puts a new key first and keeps the older ones", () => {
  const first = readOrCreateSecretKeys(folder);
  const second = addSecretKey(folder);
  expect(second).toMatch(/^k2:[A-Za-z0-9+/]{43}=,k1:/);
  expect(second.endsWith(`,${first}`)).toBe(true);
  expect(readOrCreateSecretKeys(folder)).toBe(second);
  expect(addSecretKey(folder)).toMatch(/^k3:.*,k2:.*,k1:/);
});

it("adds a key to nothing", () => {
  expect(() => addSecretKey(folder)).toThrow(/secrets.json does not exist/);
  expect(readdirSync(folder)).toEqual([]);
});

it("makes other secrets in another folder", () => {
  const other = mkdtempSync(path.join(tmpdir(), "hi-secrets-"));
  expect(readOrCreateSecretKeys(other)).not.toBe(readOrCreateSecretKeys(folder));
  rmSync(other, { recursive: true });
});

it.each(["", "{", "null", '{"SECRET_KEYS":"k1:short"}'])(
  "refuses a damaged file (%s), and keeps it",
  (text) => {
    const file = path.join(folder, "secrets.json");
    writeFileSync(file, text);
    expect(() => readOrCreateSecretKeys(folder)).toThrow(/secrets.json is damaged/);
    expect(readFileSync(file, "utf8")).toBe(text);
  },
);

it.each([`k1:${KEY}`, `k2:${KEY}, k1:${KEY.slice(0, 43)}`])("takes %s from the environment", (text) => {
  expect(readSecretKeys(text, true)).toBe(text);
});

it.each(["k1:abc", KEY, `K1:${KEY}`, `k1:${KEY},`, `k1:${KEY},k1:${KEY}`])(
  "refuses %s, says how to make one and does not repeat it",
  (text) => {
    expect(() => readSecretKeys(text, false)).toThrow(/SECRET_KEYS is malformed.*Make one: node/);
    expect(() => readSecretKeys(text, false)).not.toThrow(text);
  },
);

it("is required with a database of one's own, and not with the embedded one", () => {
  expect(readSecretKeys("", false)).toBeNull();
  expect(() => readSecretKeys(undefined, true)).toThrow(
    expect.objectContaining({
      exitCode: EXIT.configuration,
      message: expect.stringMatching(/SECRET_KEYS is missing/),
    }),
  );
});
