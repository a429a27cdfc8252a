// @ts-check
/*
 * Fails when a document names a path that is gone or an npm script that does not exist.
 * Read are README.md, CONTRIBUTING.md and the README.md of every room.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const rooms = ["app", "components", "lib", "db", "inngest", "bench", "e2e", "scripts", "edge", "contracts"];
/** A path in backticks counts when its first folder is a room or it is a file of the top level. */
const codeSpan = /`(?<text>[^`\n]+)`/g;
const npmRun = /npm run (?<script>[\w:-]+)/g;

/**
 * What is wrong with one document.
 * @param {string} root folder that the document's paths start from
 * @param {string} text
 * @param {string} folder folder of the document, relative to root
 * @returns {string[]}
 */
export function documentProblems(root, text, folder) {
  const problems = [];
  const topLevel = new Set(readdirSync(root));
  const scripts = Object.keys(
    JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")).scripts ?? {},
  );
  for (const match of text.matchAll(codeSpan)) {
    const span = match.groups?.text ?? "";
    // A span without a slash may be any word; one with dots in place of folders is a pattern.
    if (!/^[\w.@()[\]-]+(\/[\w.@()[\]-]*)+$/.test(span) || span.includes("/...")) continue;
    const first = span.split("/")[0] ?? "";
    if (!rooms.includes(first) && !topLevel.has(first)) continue;
    if (existsSync(path.join(root, span)) || existsSync(path.join(root, folder, span))) continue;
    problems.push(`names \`${span}\`, which does not exist`);
  }
  for (const match of text.matchAll(npmRun)) {
    const script = match.groups?.script ?? "";
    if (!scripts.includes(script))
      problems.push(`names \`npm run ${script}\`, which package.json does not have`);
  }
  return problems;
}

/** @returns {string[]} the documents, relative to the project */
function documents() {
  const inRooms = rooms
    .filter((room) => existsSync(path.join(projectRoot, room)))
    .flatMap((room) =>
      readdirSync(path.join(projectRoot, room), { recursive: true, encoding: "utf8" })
        .filter((file) => path.basename(file) === "README.md")
        .map((file) => path.join(room, file)),
    );
  return ["README.md", "CONTRIBUTING.md", ...inRooms];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  let count = 0;
  for (const document of documents()) {
    const text = readFileSync(path.join(projectRoot, document), "utf8");
    for (const problem of documentProblems(projectRoot, text, path.dirname(document))) {
      console.error(`${document} ${problem}`);
      count += 1;
    }
  }
  console.log(`documents: ${documents().length} read, ${count} problems`);
  process.exit(count > 0 ? 1 : 0);
}
