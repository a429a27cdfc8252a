/** Addresses that answer a GET, by what a key needs for them, the most telling first. */
const examples = [
  ["auth:read_own_permissions", "/api/rbac/my-permissions"],
  ["market:read", "/api/market/now"],
] as const;

/** A command that works with a key of these scopes: a public address where no better one is open to it. */
export function curlExample(origin: string, secret: string, scopes: readonly string[]): string {
  const [, path] = examples.find(([scope]) => scopes.includes(scope)) ?? ["", "/api/health"];
  return `curl -H "X-API-Key: ${secret}" \\\n  "${origin}${path}"`;
}
