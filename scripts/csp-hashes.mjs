// @ts-check
/*
 * Writes `.next/csp-hashes.json` after a build: for each page made at build time, the SHA-256 of every inline
 * script in its HTML, as `proxy.ts` puts them into the page's content security policy.
 */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const inlineScript = /<script(?<attributes>(?:\s[^>]*)?)>(?<text>[\s\S]*?)<\/script>/g;

/**
 * The `sha256-…` sources of the inline scripts of a page, each once.
 * @param {string} html
 * @returns {string[]}
 */
export function inlineScriptHashes(html) {
  const hashes = new Set();
  for (const match of html.matchAll(inlineScript)) {
    const { attributes = "", text = "" } = match.groups ?? {};
    if (/\ssrc=/.test(attributes)) continue;
    hashes.add(`sha256-${createHash("sha256").update(text).digest("base64")}`);
  }
  return [...hashes];
}

/**
 * @param {string} buildDir the folder `.next` of a finished build
 * @returns {Promise<number>} how many pages were hashed
 */
export async function writeCspHashes(buildDir) {
  const manifest = JSON.parse(await readFile(path.join(buildDir, "prerender-manifest.json"), "utf8"));
  /** @type {Record<string, string[]>} */
  const byPage = {};
  for (const page of Object.keys(manifest.routes)) {
    const file = path.join(buildDir, "server", "app", page === "/" ? "index.html" : `${page.slice(1)}.html`);
    const html = await readFile(file, "utf8").catch((error) => {
      // Prerendered routes that are not pages (icons, manifests) have no HTML.
      if (error.code === "ENOENT") return null;
      throw error;
    });
    if (html !== null) byPage[page] = inlineScriptHashes(html);
  }
  await writeFile(path.join(buildDir, "csp-hashes.json"), `${JSON.stringify(byPage, null, 2)}\n`);
  return Object.keys(byPage).length;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const pages = await writeCspHashes(path.resolve(process.argv[2] ?? ".next"));
  console.log(`content security policy: inline scripts of ${pages} prerendered pages hashed`);
}
