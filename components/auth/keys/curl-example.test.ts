import { describe, expect, it } from "vitest";
import { curlExample } from "./curl-example";

describe("curlExample", () => {
  it("asks for something that the key may have", () => {
    const path = (...scopes: string[]) =>
      curlExample("https://x.example", "hi_live_1", scopes).split("\n")[1];
    expect(path("market:read", "auth:read_own_permissions")).toContain("/api/rbac/my-permissions");
    expect(path("market:read")).toContain("/api/market/now");
    expect(path("hosting:read")).toContain("/api/health");
  });
});
