import { DomainError } from "../domain-error";
import type { SiweFields } from "./siwe-fields";
import { siweRules } from "./siwe-grammar";

/**
 * A field's text itself when it keeps the field's rule.
 *
 * @throws {DomainError} naming field, rule and text otherwise.
 */
export function keepSiweRule(field: keyof SiweFields, text: string): string {
  const { rule, holds } = siweRules[field];
  if (holds(text)) return text;
  throw new DomainError(field, `${field} must be ${rule}, got "${text}"`, { value: text, rule });
}
