import { describe, expect, it } from "vitest";
import { contentSecurityPolicy } from "./content-security-policy";

const permits = [
  { kind: "nonce", nonce: "abc", sharedHashes: ["sha256-theme"] },
  { kind: "hashes", hashes: ["sha256-one", "sha256-two"] },
] as const;

function scriptSources(policy: string): string {
  return policy.split("; ").find((directive) => directive.startsWith("script-src ")) ?? "";
}

describe("contentSecurityPolicy", () => {
  it.each(permits)("allows no inline script as such and no evaluation in production ($kind)", (permit) => {
    const sources = scriptSources(contentSecurityPolicy(permit, false));
    expect(sources).not.toContain("unsafe-inline");
    expect(sources).not.toContain("unsafe-eval");
  });

  it("names the nonce and the hash of the script that the root layout shares", () => {
    expect(scriptSources(contentSecurityPolicy(permits[0], false))).toBe(
      "script-src 'self' 'nonce-abc' 'strict-dynamic' 'sha256-theme'",
    );
  });

  it("names the hashes of a page made at build time", () => {
    expect(scriptSources(contentSecurityPolicy(permits[1], false))).toBe(
      "script-src 'self' 'sha256-one' 'sha256-two'",
    );
  });

  it("lets nobody frame the page and no base element move its links", () => {
    const policy = contentSecurityPolicy(permits[1], false);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("object-src 'none'");
  });
});
