import { consoleNavigationFor } from "@/components/shell/console-navigation";
import type { Person, PersonCompany } from "@/components/shell/person/person";
import { isRecord } from "@/lib/browser/fetch-json";
import { isRole } from "@/lib/domain/rbac/role";

/** The person that an answer of `/api/auth/me` speaks of. */
export function personOf({
  person,
  company,
  companies,
  permissions,
}: Readonly<Record<string, unknown>>): Person {
  if (!isRecord(person)) throw new TypeError("person is missing");
  const held = new Set(listOf("permissions", permissions).map((word) => textOf("permission", word)));
  return {
    kind: "user",
    id: textOf("id", person.id),
    name: textOf("name", person.name),
    email: textOf("email", person.email),
    company: company === null ? null : companyOf(company),
    companies: listOf("companies", companies).map(companyOf),
    permissions: held,
    navigation: consoleNavigationFor(held),
  };
}

function companyOf(value: unknown): PersonCompany {
  if (!isRecord(value)) throw new TypeError("company is not an object");
  const role = textOf("role", value.role);
  if (!isRole(role)) throw new TypeError(`${role} is no role`);
  return { id: textOf("id", value.id), name: textOf("name", value.name), role };
}

function textOf(name: string, value: unknown): string {
  if (typeof value === "string") return value;
  throw new TypeError(`${name} is missing`);
}

function listOf(name: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new TypeError(`${name} is missing`);
}
