import { verify } from "@node-rs/argon2";
import { afterEach, describe, expect, it, vi } from "vitest";
import { passwordProblem } from "@/lib/domain/sign-in/password-problem";
import { commonPasswords } from "./common-passwords";
import { hashPassword } from "./hash-password";
import { HashSlots } from "./hash-slots";
import { isLegacyHash } from "./legacy-hash";
import { refusedPasswords } from "./refused-passwords";
import { verifyPassword } from "./verify-password";

// Made with Werkzeug 3.1.9, werkzeug.security.generate_password_hash(password, method).
const fromWerkzeug = [
  [
    "correct horse battery staple",
    "pbkdf2:sha256:260000$tuenNffpg9VE4mLt$c9ccc0f38d64094ad161731e2c9a6b26df8e99ee0833a832aeba852479a07469",
  ],
  [
    "correct horse battery staple",
    "pbkdf2:sha256:1000000$ojtKIMgwIXPG5QLs$e6aad68ddb63ecb78fff66c091aa5ac71e49c6bb9f6ea37fa830048cb607c1bc",
  ],
  [
    "correct horse battery staple",
    "scrypt:32768:8:1$mh3jzzkw2aUi7QhU$a692195ae0fb4d8515ebb0ad10b8920e4f123c6af217af80c51f2ffc276431f3ff377da814d764190c09c125131d7431b44c0ddd57d74d5c8890d8abdfb782e6",
  ],
  [
    "pässwörd ⛏ 密码",
    "pbkdf2:sha256:260000$AozoadJXfrUlPh6S$fe9485286f2d5b41f56acfeaf2b8b52db1f670ec7da46d695889470ad3665282",
  ],
  [
    "pässwörd ⛏ 密码",
    "scrypt:32768:8:1$qtMJsgNown6rwGOB$dcce0f6cc86b599f5591a1ab6876ac2017b985029219ae5ab315f173c5d605accf03bfa697d53d8c4e3ad9ddc5209e78ba150807053dbc7dacafd3e95498a1a3",
  ],
] as const;

afterEach(() => vi.useRealTimers());

describe("a stored password", () => {
  it("is a PHC string of argon2id with 19 MiB, two passes and one lane, another each time", async () => {
    const [one, other] = await Promise.all([hashPassword("orchard lamp 7"), hashPassword("orchard lamp 7")]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]+\$[A-Za-z0-9+/]+$/);
    expect(one).not.toBe(other);
    expect(await verifyPassword("orchard lamp 7", one)).toEqual({ isRight: true, isOutdated: false });
    expect(await verifyPassword("orchard lamp 8", one)).toEqual({ isRight: false, isOutdated: false });
  });

  it("counts to its last character: nothing is cut off", async () => {
    const long = "é".repeat(1023);
    const stored = await hashPassword(`${long}a`);
    expect((await verifyPassword(`${long}b`, stored)).isRight).toBe(false);
    expect((await verifyPassword(`${long}a`, stored)).isRight).toBe(true);
  });

  it("of nobody, and an empty one, is never right", async () => {
    expect((await verifyPassword("anything", null)).isRight).toBe(false);
    expect((await verifyPassword("", null)).isRight).toBe(false);
    expect((await verifyPassword("", await hashPassword(""))).isRight).toBe(false);
  });

  it("of another cost is right and outdated", async () => {
    const { hash } = await import("@node-rs/argon2");
    const weaker = await hash("orchard lamp 7", {
      algorithm: 2,
      memoryCost: 8192,
      timeCost: 1,
      parallelism: 1,
    });
    expect(await verify(weaker, "orchard lamp 7")).toBe(true);
    expect(await verifyPassword("orchard lamp 7", weaker)).toEqual({ isRight: true, isOutdated: true });
  });

  it("of no known form is an error and not a wrong password", async () => {
    await expect(verifyPassword("x", "md5$abc$def")).rejects.toThrow();
  });
});

describe("a hash of the earlier system", () => {
  it.each(fromWerkzeug)("lets %s in and is outdated: %s", async (password, stored) => {
    expect(isLegacyHash(stored)).toBe(true);
    expect(await verifyPassword(password, stored)).toEqual({ isRight: true, isOutdated: true });
    expect((await verifyPassword(`${password} `, stored)).isRight).toBe(false);
  });
});

describe("hashes at once", () => {
  it("are at most as many as there are slots, and the others get their turn", async () => {
    const slots = new HashSlots({ atOnceMax: 4, waitingMax: 100, waitMsMax: 60_000 });
    let running = 0;
    let most = 0;
    const work = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return 1;
    };
    const done = await Promise.all(Array.from({ length: 50 }, () => slots.run(work)));
    expect(done).toHaveLength(50);
    expect(most).toBe(4);
  });

  it("a caller who waited too long gets 503 with Retry-After, and a slot that fails comes free", async () => {
    vi.useFakeTimers();
    const slots = new HashSlots({ atOnceMax: 1, waitingMax: 1, waitMsMax: 5000 });
    let fail: (error: Error) => void = () => {};
    const first = slots.run(() => new Promise((_resolve, reject) => (fail = reject)));
    const second = slots.run(() => Promise.resolve("late"));
    const third = slots.run(() => Promise.resolve("too many"));
    await expect(third).rejects.toMatchObject({ code: "upstream", retryAfterSeconds: 3 });
    const refused = expect(second).rejects.toMatchObject({ code: "upstream", retryAfterSeconds: 3 });
    await vi.advanceTimersByTimeAsync(5000);
    await refused;
    fail(new Error("broken"));
    await expect(first).rejects.toThrow("broken");
    expect(await slots.run(() => Promise.resolve("free"))).toBe("free");
  });
});

describe("refused passwords", () => {
  it("are the 3000 most common ones that are long enough to be chosen", () => {
    expect(commonPasswords.size).toBe(3000);
    expect([...commonPasswords].filter((word) => word.length < 8 || word !== word.toLowerCase())).toEqual([]);
    expect(passwordProblem("Password1", refusedPasswords([]))).toMatch(/known to attackers/);
  });

  it("are the person's own name and address, whole, in parts, doubled and with digits", () => {
    const refused = refusedPasswords(["Ada Lovelace", "countess@example.com"]);
    for (const password of ["ada lovelace", "AdaLovelace", "lovelace1", "countess", "countess@example.com"]) {
      expect(passwordProblem(password, refused), password).toMatch(/known to attackers/);
    }
    expect(passwordProblem("orchard lamp 7", refused)).toBeNull();
  });
});
