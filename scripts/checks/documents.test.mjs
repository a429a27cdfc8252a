// @ts-check
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { documentProblems } from "./documents.mjs";

/** @type {string} */
let root;

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), "hashinsight-documents-"));
  mkdirSync(path.join(root, "lib/domain"), { recursive: true });
  writeFileSync(path.join(root, "package.json"), JSON.stringify({ scripts: { bench: "x" } }));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe("documentProblems", () => {
  it("finds a path that is gone and a command that does not exist", () => {
    const text = "See `lib/gone/file.ts` and run `npm run missing`.";
    expect(documentProblems(root, text, ".")).toEqual([
      "names `lib/gone/file.ts`, which does not exist",
      "names `npm run missing`, which package.json does not have",
    ]);
  });

  it("is content with what exists, and with addresses and code that only look like paths", () => {
    const text = "`lib/domain/`, `npm run bench`, `/api/calculate`, `USD/kWh`, `GET /api/miners`";
    expect(documentProblems(root, text, ".")).toEqual([]);
  });
});
