// @ts-check
/*
 * Fails when what a build gives to browsers holds a name that belongs to the server alone: then a module came along
 * that was never meant for them. `node scripts/checks/browser-bundle.mjs <folder .next of a finished build>`.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const environmentFile = fileURLToPath(new URL("../../lib/server/env.ts", import.meta.url));

/** Next writes this one in place of its value, and it is no secret. */
const KNOWN_TO_ALL = new Set(["NODE_ENV"]);

/** Roles of the database, tables and columns of secrets, what keys are derived with, programs of the server. */
const SERVER_WORDS = [
  "hi_owner",
  "hi_app",
  "hi_read",
  "user_session",
  "password_hash",
  "token_hash",
  "one_time_token",
  "NEXTAUTH_SECRET",
  "hkdfSync",
  "argon2",
  "drizzle",
  "postgres://",
];

/** Where a build keeps what browsers get: all of `static`, and of `server` the pages made at build time. */
const PARTS = [
  { folder: "static", files: /./ },
  { folder: "server/app", files: /\.(html|rsc|body)$/ },
];

/**
 * The names of the server's environment variables. One word without a line under it (`HOST`, `PORT`) says nothing.
 *
 * @param {string} source text of lib/server/env.ts
 * @returns {string[]}
 */
export function serverVariables(source) {
  const names = [...source.matchAll(/^ {4}([A-Z][A-Z0-9]*_[A-Z0-9_]+):/gm)].map(([, name = ""]) => name);
  return names.filter((name) => !KNOWN_TO_ALL.has(name));
}

/**
 * Which of `words` stand in what a build gives to browsers, and where.
 *
 * @param {string} build the folder `.next`
 * @param {readonly string[]} words
 * @returns {{ read: number, problems: string[] }} how many files were read, and one sentence each
 */
export function bundleProblems(build, words) {
  let read = 0;
  /** @type {string[]} */
  const problems = [];
  for (const { folder, files } of PARTS) {
    const start = path.join(build, folder);
    if (!existsSync(start)) throw new Error(`${start} does not exist: there is no finished build.`);
    for (const entry of readdirSync(start, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !files.test(entry.name)) continue;
      const file = path.join(entry.parentPath, entry.name);
      const text = readFileSync(file, "latin1");
      read += 1;
      for (const word of words) {
        if (text.includes(word)) problems.push(`${path.relative(build, file)} holds "${word}"`);
      }
    }
  }
  return { read, problems };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const words = [...serverVariables(readFileSync(environmentFile, "utf8")), ...SERVER_WORDS];
  const { read, problems } = bundleProblems(path.resolve(process.argv[2] ?? ".next"), words);
  for (const problem of problems) console.error(problem);
  console.log(
    `browser bundle: ${read} files searched for ${words.length} names of the server, ${problems.length} found`,
  );
  process.exit(problems.length > 0 ? 1 : 0);
}
