import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { resetEnvironment } from "@/lib/server/env";
import { freshAddress, TestBrowser } from "./browser.fixture";
import { POST as login } from "./login/route";
import { goodPassword, openSignInWorld, type SignInWorld } from "./sign-in-world.fixture";

// That answers take the same time is not what is tested here, and would make it long.
vi.mock("@/lib/server/even-time", async () => (await import("./no-even-time.fixture")).noEvenTime);

let world: SignInWorld;
beforeAll(async () => {
  world = await openSignInWorld();
});
afterEach(async () => {
  await world.clockRight();
});
afterAll(() => world.close());

const wrong = "not the password";

function tryIn(address: string, identifier: string, password = wrong, more: Record<string, string> = {}) {
  return new TestBrowser(address).post(login, "/api/auth/login", { identifier, password }, more);
}

async function statuses(times: number, attempt: (index: number) => Promise<Response>): Promise<number[]> {
  const seen: number[] = [];
  for (let index = 0; index < times; index += 1) seen.push((await attempt(index)).status);
  return seen;
}

describe("tries at a password", () => {
  it("twenty wrong ones give 429 with Retry-After, and the right one from another address still works", async () => {
    const id = await world.person("target@example.com");
    const address = freshAddress();
    const seen = await statuses(19, () => tryIn(address, "target@example.com"));
    expect(seen.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    expect(seen.slice(5)).toContain(429);
    const last = await tryIn(address, "target@example.com", goodPassword);
    expect(last.status).toBe(429);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(last.headers.getSetCookie()).toEqual([]);
    expect((await tryIn(freshAddress(), "target@example.com", goodPassword)).status).toBe(200);
    expect(await world.outcomes(id)).toContain("throttled");
  });

  it("are delayed in the same way for an account that does not exist", async () => {
    await world.person("exists@example.com");
    const tried = (identifier: string) => {
      const address = freshAddress();
      return statuses(8, () => tryIn(address, identifier));
    };
    expect(await tried("exists-not@example.com")).toEqual(await tried("exists@example.com"));
  });

  it("are heard again once the delay is over, and a success forgives them", async () => {
    await world.person("later@example.com");
    const address = freshAddress();
    await statuses(6, () => tryIn(address, "later@example.com"));
    expect((await tryIn(address, "later@example.com", goodPassword)).status).toBe(429);
    await world.clockAhead("20 minutes");
    expect((await tryIn(address, "later@example.com", goodPassword)).status).toBe(200);
    expect(await statuses(5, () => tryIn(address, "later@example.com"))).toEqual([401, 401, 401, 401, 401]);
  });

  it("count when they are made at once: of forty, hardly more than five are heard", async () => {
    const id = await world.person("parallel@example.com");
    const address = freshAddress();
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => tryIn(address, "parallel@example.com")),
    );
    const heard = answers.filter(({ status }) => status === 401).length;
    // On a busy machine the first delay (a second) ends before the last of them is looked at.
    expect(heard).toBeGreaterThanOrEqual(5);
    expect(heard).toBeLessThanOrEqual(8);
    const outcomes = await world.outcomes(id);
    expect(outcomes.filter((outcome) => outcome === "wrong_password")).toHaveLength(heard);
  });

  it("count for the address whatever the account: one that tries many names is delayed, too", async () => {
    const address = freshAddress();
    const seen = await statuses(35, (index) => tryIn(address, `name-${index}@example.com`));
    expect(seen.slice(0, 29)).toEqual(Array(29).fill(401));
    expect(seen.slice(30)).toContain(429);
  });

  it("count together within 64 bits of IPv6, of which one person has more addresses than can be counted", async () => {
    await world.person("six@example.com");
    const seen = await statuses(8, (index) => tryIn(`2001:db8:1:2::${index + 1}`, "six@example.com"));
    expect(seen.slice(5)).toContain(429);
    expect((await tryIn("2001:db8:1:3::1", "six@example.com", goodPassword)).status).toBe(200);
  });

  it("stay counted in another process, because they are counted in the database", async () => {
    await world.person("process@example.com");
    const address = freshAddress();
    await statuses(6, () => tryIn(address, "process@example.com"));
    await world.forgetPool();
    expect((await tryIn(address, "process@example.com")).status).toBe(429);
  });

  it("leave no address and no name readable in the database", async () => {
    const rows = await world.asSystem((tx) => tx<{ key: string }[]>`select key from login_throttles`);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ key }) => key).filter((key) => !/^\w+:[\w-]{43}$/.test(key))).toEqual([]);
  });
});

describe("a forged X-Forwarded-For", () => {
  afterEach(() => {
    vi.stubEnv("TRUSTED_PROXY_COUNT", "0");
    resetEnvironment();
  });

  it("does not reset the throttle where no proxy is trusted", async () => {
    await world.person("forged@example.com");
    const address = freshAddress();
    const seen = await statuses(10, (index) =>
      tryIn(address, "forged@example.com", wrong, { "x-forwarded-for": `203.0.113.${index}` }),
    );
    expect(seen.slice(5)).toContain(429);
  });

  it("does not reset it behind a proxy, which adds the true address at the end", async () => {
    vi.stubEnv("TRUSTED_PROXY_COUNT", "1");
    resetEnvironment();
    await world.person("behind@example.com");
    const from = (client: string, password = wrong, index = 0) =>
      tryIn("10.0.0.1", "behind@example.com", password, {
        "x-forwarded-for": `203.0.113.${index}, ${client}`,
      });
    const seen = await statuses(10, (index) => from("198.51.9.1", wrong, index));
    expect(seen.slice(5)).toContain(429);
    expect((await from("198.51.9.2", goodPassword)).status).toBe(200);
  });
});
