import { keepSiweRule } from "./keep-siwe-rule";
import type { SiweFields } from "./siwe-fields";
import { siweWords } from "./siwe-grammar";

/**
 * The text that a wallet shows and signs, by ERC-4361.
 *
 * @throws {DomainError} naming the first field that breaks the grammar; nothing is escaped or left out.
 */
export function siweMessage(fields: SiweFields): string {
  const lines = [
    `${fields.scheme === null ? "" : `${keepSiweRule("scheme", fields.scheme)}://`}${keepSiweRule("domain", fields.domain)}${siweWords.afterDomain}`,
    keepSiweRule("address", fields.address),
    "",
    ...(fields.statement === null ? [] : [keepSiweRule("statement", fields.statement)]),
    "",
  ];
  for (const [field, word] of siweWords.required)
    lines.push(`${word}${keepSiweRule(field, String(fields[field]))}`);
  for (const [field, word] of siweWords.optional) {
    const text = fields[field];
    if (text !== null) lines.push(`${word}${keepSiweRule(field, text)}`);
  }
  if (fields.resources !== null) {
    const resources = fields.resources.map((uri) => `${siweWords.resource}${keepSiweRule("resources", uri)}`);
    lines.push(siweWords.resources, ...resources);
  }
  return lines.join("\n");
}
