/** What may run a script on a page: a nonce of this very answer, or the hashes of a page made at build time. */
export type ScriptPermit =
  | { readonly kind: "nonce"; readonly nonce: string; readonly sharedHashes: readonly string[] }
  | { readonly kind: "hashes"; readonly hashes: readonly string[] };

/**
 * The `Content-Security-Policy` of a page. No policy allows inline scripts as such.
 * Styles may be inline: charts and virtual tables place things by style attributes, and a style cannot run code here.
 *
 * @param permit.sharedHashes hashes like `sha256-…` of scripts in the root layout, which never sees the nonce.
 * @param isDevelopment React's development build evaluates text to show server stacks.
 */
export function contentSecurityPolicy(permit: ScriptPermit, isDevelopment: boolean): string {
  const scripts =
    permit.kind === "nonce"
      ? [`'nonce-${permit.nonce}'`, "'strict-dynamic'", ...permit.sharedHashes.map(quoted)]
      : permit.hashes.map(quoted);
  const evaluation = isDevelopment ? ["'unsafe-eval'"] : [];
  return [
    "default-src 'self'",
    ["script-src 'self'", ...scripts, ...evaluation].join(" "),
    "script-src-attr 'none'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function quoted(hash: string): string {
  return `'${hash}'`;
}
