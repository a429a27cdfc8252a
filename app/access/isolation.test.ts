import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Sql } from "@/db/client";
import { type FilledPerson, secretWord } from "@/db/testing/fill-tables";
import { type ActionDoor, findActions, findRoutes, type RouteDoor } from "./doors.fixture";
import {
  actionInputs,
  asksForNothing,
  type Foreigner,
  type RouteQuestion,
  routeQuestions,
} from "./foreign-questions";
import {
  headersOf,
  openTwoCompanies,
  type PersonName,
  sentCookies,
  type TwoCompanies,
} from "./people.fixture";

let sent = new Headers();
vi.mock("next/headers", () => ({
  headers: async () => sent,
  cookies: async () => ({ set: () => {}, get: () => undefined }),
}));

/** Every line that was logged meanwhile, at the finest level. */
const logged: string[] = [];
vi.mock("@/lib/server/log", async (original) => {
  const { pino } = await import("pino");
  const { logOptions, ...rest } = await original<typeof import("@/lib/server/log")>();
  const options = { ...logOptions, level: "trace" };
  return { ...rest, logOptions, log: pino(options, { write: (line: string) => void logged.push(line) }) };
});

/** Everything that was answered. */
const answered: string[] = [];

let world: TwoCompanies;
let all: Sql;
beforeAll(async () => {
  world = await openTwoCompanies();
  all = postgres(world.test.directUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await all.end();
  await world.close();
});

const isGuarded = ({ permission }: { readonly permission: string | undefined }) => permission !== "public";
const belongsToNobody = ["market:read", "calculator:use", "batch:use"];
const routes = (await findRoutes())
  .filter((door) => isGuarded(door) && !belongsToNobody.includes(door.permission ?? ""))
  // Exports last: the asker's own trail notes what they were asked for.
  .sort((one, other) => Number(one.path.endsWith("/export")) - Number(other.path.endsWith("/export")));
const actions = (await findActions()).filter(isGuarded);

/** Who asks, and about whom: another company's people, and within one company another customer. */
const pairs: readonly (readonly [PersonName, PersonName])[] = [
  ["owner", "owner of another company"],
  ["admin", "customer of another company"],
  ["site manager", "owner of another company"],
  ["operator", "customer of another company"],
  ["sales", "owner of another company"],
  ["customer A", "customer of another company"],
  ["customer A", "customer B"],
  ["owner of another company", "owner"],
];

function foreignerOf(name: PersonName): Foreigner {
  const person = world.people[name];
  const company = person.orgId === world.north.id ? world.north : world.south;
  return { ...person, siteId: company.siteId, wallet: `0x${person.word}` };
}

/** What stands only in rows that the asker may not see; what was asked for may come back in an answer's words. */
function foreignText(asker: FilledPerson, foreigner: Foreigner, asked: unknown): string[] {
  const { word, userId, orgId, ids } = foreigner;
  const company =
    orgId === asker.orgId ? [] : [orgId, orgId === world.north.id ? world.north.word : world.south.word];
  const question = JSON.stringify(asked);
  return [word, userId, ...Object.values(ids), ...company].filter((text) => !question.includes(text));
}

async function askRoute(door: RouteDoor, asker: FilledPerson, question: RouteQuestion): Promise<Response> {
  const { params = {}, query = "", body } = question;
  const address = door.path.replaceAll(/\{(\w+)\}/g, (_all, word: string) => params[word] ?? "");
  const request = new Request(`http://127.0.0.1:3000${address}${query === "" ? "" : `?${query}`}`, {
    method: door.method,
    headers: await headersOf(asker),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await door.handle(request, { params: Promise.resolve(params) });
  answered.push(await answer.clone().text());
  return answer;
}

async function callAction(door: ActionDoor, asker: FilledPerson, input: unknown): Promise<unknown> {
  sent = await headersOf(asker);
  const result = await door.act(input);
  answered.push(JSON.stringify(result));
  return result;
}

/** All rows about somebody in all tables, as text. */
async function rowsAbout({ word, userId }: Foreigner): Promise<string> {
  const tables = await all<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await all<{ row: string }[]>`
      select to_jsonb(t)::text as row from ${all(name)} t
      where to_jsonb(t)::text like ${`%${word}%`} or to_jsonb(t)::text like ${`%${userId}%`} order by 1`;
    found.push(...rows.map(({ row }) => `${name} ${row}`));
  }
  return found.join("\n");
}

describe("what is asked of doors", () => {
  it("is written down for every route that is not the same to everybody", () => {
    expect(routes.map(({ name }) => name).filter((name) => routeQuestions[name] === undefined)).toEqual([]);
    expect(Object.keys(routeQuestions).filter((name) => !routes.some((door) => door.name === name))).toEqual(
      [],
    );
  });

  it("is written down for every server action that is not public", () => {
    expect(actions.map(({ name }) => name).filter((name) => actionInputs[name] === undefined)).toEqual([]);
    expect(Object.keys(actionInputs).filter((name) => !actions.some((door) => door.name === name))).toEqual(
      [],
    );
  });
});

describe.each(pairs)("%s who asks for what is %s's", (askerName, foreignerName) => {
  const sides = () => ({ asker: world.people[askerName], foreigner: foreignerOf(foreignerName) });

  it.each(routes)("gets nothing of it from $name", async (door) => {
    const { asker, foreigner } = sides();
    const line = routeQuestions[door.name];
    const questions = typeof line === "function" ? line(foreigner) : [{}];
    for (const question of questions) {
      const answer = await askRoute(door, asker, question);
      const text = await answer.text();
      const found = foreignText(asker, foreigner, question).filter((word) => text.includes(word));
      expect(found, `${door.name} ${JSON.stringify(question)}: ${text.slice(0, 500)}`).toEqual([]);
      if (question.params !== undefined) expect([403, 404], text).toContain(answer.status);
    }
  });

  it.each(actions)("does nothing to it by $name", async (door) => {
    const { asker, foreigner } = sides();
    const line = actionInputs[door.name];
    // To one's own company anybody may switch.
    const isOwn = door.name === "switchCompany" && foreigner.orgId === asker.orgId;
    if (typeof line !== "function" || isOwn) return;
    const input = line(foreigner);
    const result = await callAction(door, asker, input);
    const { ok, error } = Object(result);
    expect(ok, JSON.stringify(result)).toBe(false);
    expect(["not_found", "forbidden", "invalid", "conflict"]).toContain(error.code);
    const text = JSON.stringify(result);
    expect(foreignText(asker, foreigner, input).filter((word) => text.includes(word))).toEqual([]);
  });
});

describe("the rows of the other company", () => {
  it("are the same after all that was asked and tried", async () => {
    const foreigner = foreignerOf("customer of another company");
    const before = await rowsAbout(foreigner);
    expect(before.split("\n").length).toBeGreaterThan(12);
    for (const door of actions) {
      const line = actionInputs[door.name];
      if (typeof line === "function") await callAction(door, world.people.owner, line(foreigner));
    }
    for (const door of routes.filter(({ method }) => method !== "GET")) {
      const line = routeQuestions[door.name];
      if (line === asksForNothing || line === undefined) continue;
      for (const question of line(foreigner)) await askRoute(door, world.people.owner, question);
    }
    expect(await rowsAbout(foreigner)).toBe(before);
  });

  it("are there for their own people, so that the questions above would have found them", async () => {
    const owner = world.people["owner of another company"];
    const customer = foreignerOf("customer of another company");
    const found: string[] = [];
    for (const door of routes.filter(({ method }) => method === "GET")) {
      const line = routeQuestions[door.name];
      if (typeof line !== "function") continue;
      for (const question of line(customer)) {
        const answer = await askRoute(door, owner, question);
        const text = await answer.text();
        if (question.query !== undefined) expect(answer.status, `${door.name}: ${text}`).toBe(200);
        if (text.includes(customer.word) || text.includes(customer.userId)) found.push(door.name);
      }
    }
    const asking = routes.filter(
      ({ method, name }) => method === "GET" && typeof routeQuestions[name] === "function",
    );
    expect([...new Set(found)].sort()).toEqual(asking.map(({ name }) => name).sort());
  });
});

describe("what left the application in all this", () => {
  it("holds no hash, token, envelope or cookie, and neither does the log", () => {
    expect(answered.length).toBeGreaterThan(300);
    const secrets = [
      secretWord,
      ...sentCookies,
      "$argon2",
      "postgres://",
      "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    ];
    for (const text of [...answered, ...logged]) {
      const found = secrets.filter((secret) => text.includes(secret));
      expect(found, text.slice(0, 500)).toEqual([]);
    }
  });
});
