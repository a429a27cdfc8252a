import { describe, expect, it } from "vitest";
import { parseEnvironment } from "./env";

const base = { DATABASE_URL: "postgres://hi_app@127.0.0.1/hashinsight" };

describe("parseEnvironment", () => {
  it("fills what has a documented default", () => {
    const parsed = parseEnvironment(base);
    expect(parsed.TRUSTED_PROXY_COUNT).toBe(0);
    expect(parsed.MARKET_PROVIDERS).toBe("live");
    expect(parsed.DATA_DIR).toBe(".data");
  });

  it("treats an empty optional variable as not set", () => {
    expect(parseEnvironment({ ...base, COINGECKO_API_KEY: "" }).COINGECKO_API_KEY).toBeUndefined();
  });

  it("names every malformed variable and never prints a value", () => {
    const wrong = { LOG_LEVEL: "sekret-level", TRUSTED_PROXY_COUNT: "many" };
    expect(() => parseEnvironment(wrong)).toThrow(/DATABASE_URL.*LOG_LEVEL|LOG_LEVEL.*DATABASE_URL/s);
    expect(() => parseEnvironment(wrong)).toThrow(/TRUSTED_PROXY_COUNT/);
    expect(() => parseEnvironment(wrong)).not.toThrow(/sekret-level/);
  });

  it("refuses an Upstash address without its token", () => {
    expect(() => parseEnvironment({ ...base, UPSTASH_REDIS_REST_URL: "https://example.org" })).toThrow(
      /set both or neither/,
    );
  });

  it.each([
    [
      { INNGEST_EVENT_KEY: "key" },
      /INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY go together: set both or neither/,
    ],
    [
      { INNGEST_SIGNING_KEY: "key" },
      /INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY go together: set both or neither/,
    ],
    [{ INNGEST_BASE_URL: "http://127.0.0.1:8288" }, /set all three or none/],
  ])("refuses half an Inngest engine: %o", (half, sentence) => {
    expect(() => parseEnvironment({ ...base, ...half })).toThrow(sentence);
    expect(() =>
      parseEnvironment({ ...base, INNGEST_EVENT_KEY: "key", INNGEST_SIGNING_KEY: "key" }),
    ).not.toThrow();
  });
});
