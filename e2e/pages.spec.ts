import { expect, test } from "@playwright/test";
import { collectComplaints, expectAccessible, expectNoSidewaysScroll, pages, settle } from "./page-checks";
import { directive } from "./policy";

/* What holds for every page a visitor may open, seen in one visit of each. */

for (const address of [...pages, "/miners/compare?m=antminer-s21-xp,antminer-s9"]) {
  test(`${address} breaks no rule of its policy, has no violation that axe knows and does not scroll sideways`, {
    tag: "@phone",
  }, async ({ page }) => {
    const complaints = await collectComplaints(page);
    const answer = await page.goto(address);
    await settle(page);
    const policy = answer?.headers()["content-security-policy"] ?? "";
    const scripts = directive(policy, "script-src");
    expect(scripts).toMatch(/'(nonce|sha256)-[A-Za-z0-9+/=]+'/);
    expect(scripts).not.toContain("unsafe-inline");
    expect(directive(policy, "object-src")).toBe("object-src 'none'");
    expect(directive(policy, "base-uri")).toBe("base-uri 'none'");
    expect(directive(policy, "frame-ancestors")).toBe("frame-ancestors 'none'");
    // Everything on the page that loads when it is reached has to obey, too.
    await page.mouse.wheel(0, 4_000);
    await page.waitForLoadState("networkidle");
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    expect(complaints).toEqual([]);
  });
}
