import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { type NextRequest, NextResponse } from "next/server";
import { THEME_SCRIPT } from "@/components/shell/theme-script-text";
import { contentSecurityPolicy } from "@/lib/server/content-security-policy";

/*
 * Gives every page its content security policy, and decides nothing else: who may see what is decided where
 * the data is read. Pages made at build time carry the hashes of their inline scripts (scripts/csp-hashes.mjs
 * writes them after the build); pages made per request carry a nonce.
 */

const isDevelopment = process.env.NODE_ENV === "development";
const themeScriptHash = `sha256-${createHash("sha256").update(THEME_SCRIPT).digest("base64")}`;
const prerenderedHashes = isDevelopment ? {} : readHashes();

function readHashes(): Readonly<Record<string, readonly string[]>> {
  const file = path.join(process.cwd(), ".next", "csp-hashes.json");
  const parsed: unknown = JSON.parse(readFileSync(/* turbopackIgnore: true */ file, "utf8"));
  if (typeof parsed !== "object" || parsed === null) throw new Error(`${file} does not hold an object`);
  return parsed as Readonly<Record<string, readonly string[]>>;
}

export function proxy(request: NextRequest): NextResponse {
  const hashes = prerenderedHashes[normalised(request.nextUrl.pathname)];
  if (hashes !== undefined) {
    const response = NextResponse.next();
    response.headers.set(
      "content-security-policy",
      contentSecurityPolicy({ kind: "hashes", hashes }, isDevelopment),
    );
    return response;
  }
  const nonce = randomBytes(16).toString("base64");
  const policy = contentSecurityPolicy(
    { kind: "nonce", nonce, sharedHashes: [themeScriptHash] },
    isDevelopment,
  );
  const headers = new Headers(request.headers);
  // Next reads the nonce from the policy in the request's headers and puts it on the scripts it writes.
  headers.set("content-security-policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

function normalised(pathname: string): string {
  return pathname.length > 1 && pathname.endsWith("/") ? pathname.slice(0, -1) : pathname;
}

export const config = {
  // API paths and files stay outside: the proxy would cut request bodies at 10 MB without an error.
  matcher: [
    "/((?!api/|batch/upload|batch/template|_next/static/|_next/image|icon\\.svg|manifest\\.webmanifest|robots\\.txt).*)",
  ],
};
