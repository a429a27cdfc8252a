import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { can } from "@/lib/domain/rbac/can";
import { findPages } from "./doors.fixture";
import { type PageAccess, pageAccess } from "./page-access";
import { everybody, headersOf, openTwoCompanies, type PersonName, type TwoCompanies } from "./people.fixture";

let sent = new Headers();
vi.mock("next/headers", () => ({
  headers: async () => sent,
  cookies: async () => ({ set: () => {}, get: () => undefined, toString: () => sent.get("cookie") ?? "" }),
}));
vi.mock("next/server", async (original) => ({ ...(await original<object>()), connection: async () => {} }));
// What next.config.ts switches on; without it Next refuses `forbidden()`.
vi.stubEnv("__NEXT_EXPERIMENTAL_AUTH_INTERRUPTS", "true");

let world: TwoCompanies;
beforeAll(async () => {
  world = await openTwoCompanies();
});
afterAll(() => world.close());

const pages = findPages();
const guarded = Object.entries(pageAccess).filter(([, access]) => !isPublic(access));

function isPublic(access: PageAccess): access is { publicBecause: string } {
  return typeof access === "object" && "publicBecause" in access;
}

/** "shown", or what the page answers instead. */
async function open(address: string): Promise<string> {
  const loaded: { default: (props: unknown) => unknown } = await import(pages.get(address) ?? "");
  const words = [...address.matchAll(/\{(\w+)\}/g)].map(([, word = ""]) => [
    word,
    world.people["customer A"].userId,
  ]);
  const props = { params: Promise.resolve(Object.fromEntries(words)), searchParams: Promise.resolve({}) };
  try {
    await loaded.default(props);
    return "shown";
  } catch (error) {
    return String(Reflect.get(Object(error), "digest") ?? error);
  }
}

function isLetIn(name: PersonName | "visitor", access: PageAccess): boolean {
  if (name === "visitor") return isPublic(access);
  const { role } = world.people[name];
  if (access === "signed in") return true;
  return "publicBecause" in access || access.some((permission) => can(role, permission));
}

describe("pages", () => {
  it("each have a line that says who may open them", () => {
    expect(pages.size).toBeGreaterThanOrEqual(20);
    expect(Object.keys(pageAccess).sort()).toEqual([...pages.keys()].sort());
  });
});

describe.each(everybody)("%s", (name) => {
  it.each(guarded)("is shown %s, or not, as the permission table says", async (address, access) => {
    sent = await headersOf(name === "visitor" ? null : world.people[name]);
    const answer = await open(address);
    if (isLetIn(name, access)) {
      // A person whom the asker may not see is not found.
      if (address.includes("{")) expect(answer).toMatch(/^shown$|;404$/);
      else expect(answer).toBe("shown");
    } else if (name === "visitor") expect(answer).toMatch(/^NEXT_REDIRECT;.*\/login\?next=/);
    else expect(answer).toMatch(/;403$/);
  });
});
