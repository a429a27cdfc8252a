import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { isBuilt, sourceFingerprint } from "./build.mjs";
import { isInstalled } from "./install.mjs";
import { awaitTurn, registerStart, requireNobodyServes } from "./shared-folder.mjs";

// Every test starts processes, which takes long on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

let root = "";
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "hi-prepare-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** @param {string} name @param {unknown} content */
function write(name, content) {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
}

describe("isInstalled", () => {
  const lock = {
    packages: {
      "": { name: "x" },
      "node_modules/a": { version: "1.0.0" },
      "node_modules/a-darwin": { version: "1.0.0", optional: true },
    },
  };
  beforeEach(() => write("package-lock.json", lock));

  it("is false before the first installation and after an interrupted one", () => {
    expect(isInstalled(root)).toBe(false);
    write("node_modules/a/package.json", {});
    expect(isInstalled(root)).toBe(false);
  });

  it("is true without the binaries of other platforms", () => {
    write("node_modules/.package-lock.json", { packages: { "node_modules/a": { version: "1.0.0" } } });
    expect(isInstalled(root)).toBe(true);
  });

  it("is false when the lock file asks for another version, or one more package", () => {
    write("node_modules/.package-lock.json", { packages: { "node_modules/a": { version: "0.9.0" } } });
    expect(isInstalled(root)).toBe(false);
    write("node_modules/.package-lock.json", { packages: {} });
    expect(isInstalled(root)).toBe(false);
  });

  it("refuses a damaged lock file", () => {
    write("package-lock.json", "{");
    expect(() => isInstalled(root)).toThrow(/package-lock.json is missing or damaged/);
  });
});

describe("sourceFingerprint", () => {
  beforeEach(() => {
    write("app/page.tsx", "1");
    write("package-lock.json", "{}");
  });

  it("changes with content, name and number of sources", () => {
    const seen = new Set([sourceFingerprint(root)]);
    write("app/page.tsx", "2");
    seen.add(sourceFingerprint(root));
    write("app/more.tsx", "");
    seen.add(sourceFingerprint(root));
    write("package-lock.json", "{} ");
    seen.add(sourceFingerprint(root));
    write("new-room/file.ts", "");
    seen.add(sourceFingerprint(root));
    expect(seen.size).toBe(5);
  });

  it("does not change with what is not served", () => {
    const before = sourceFingerprint(root);
    write("README.md", "x");
    write("app/page.test.tsx", "x");
    write("e2e/page.spec.ts", "x");
    write("bench/results/x.json", "x");
    write("node_modules/a/index.js", "x");
    write(".data/credentials.json", "x");
    write("my-data/credentials.json", "x");
    write("my-data/postgres.log", "x");
    write("tsconfig.tsbuildinfo", "x");
    expect(sourceFingerprint(root)).toBe(before);
  });

  it("decides whether a finished build is there", () => {
    const fingerprint = sourceFingerprint(root);
    expect(isBuilt(root, fingerprint)).toBe(false);
    write(".next/hi-build.json", { fingerprint });
    expect(isBuilt(root, fingerprint)).toBe(false);
    write(".next/BUILD_ID", "x");
    expect(isBuilt(root, fingerprint)).toBe(true);
    expect(isBuilt(root, "other")).toBe(false);
  });
});

describe("a clone that several starts share", () => {
  const { signal } = new AbortController();

  it("is prepared by one start after the other", async () => {
    const done = await awaitTurn(root, signal);
    /** @type {string[]} */
    const order = [];
    const second = awaitTurn(root, signal).then((release) => {
      order.push("second");
      release();
    });
    await new Promise((resolve) => setTimeout(resolve, 400));
    order.push("first");
    done();
    await second;
    expect(order).toEqual(["first", "second"]);
  });

  it("is not rebuilt under a start that serves from it, and is when that one is gone", async () => {
    const done = await awaitTurn(root, signal);
    const release = registerStart(root, 3000);
    expect(() => requireNobodyServes(root)).toThrow(
      new RegExp(`process ${process.pid} still serves .* on port 3000`),
    );
    release();
    expect(() => requireNobodyServes(root)).not.toThrow();
    write(".data/starts/1.json", { pid: process.pid, identity: "another boot:1", port: 3000 });
    expect(() => requireNobodyServes(root)).not.toThrow();
    done();
  });
});
