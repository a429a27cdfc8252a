import type { JsonValue } from "@/lib/domain/audit/json-value";

/**
 * JSON text in the canonical form of RFC 8785: keys sorted by UTF-16 code units, no white space, numbers and texts as
 * JavaScript writes them. It is what a signature is computed over.
 */
export function canonicalJson(value: JsonValue): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const members = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}
