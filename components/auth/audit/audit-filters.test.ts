import { expect, it } from "vitest";
import { auditCodec, filterParams, noAuditFilters } from "@/components/auth/audit/audit-filters";

it("what is set comes back from the link, and what is not set does not stand in it", () => {
  const filters = { ...noAuditFilters, text: "a&b=c", actor: "018f", from: "2026-11-01" };
  const link = auditCodec.write(filters);
  expect(link).toBe("?text=a%26b%3Dc&actor=018f&from=2026-11-01&v=1");
  expect(auditCodec.read(link)).toEqual(filters);
  expect(auditCodec.write(noAuditFilters)).toBe("");
});

it("a day that is none is left out of what is read from a link", () => {
  expect(auditCodec.read("?from=yesterday&to=2026-11-24")).toMatchObject({ from: "", to: "2026-11-24" });
});

it("blanks alone are no filter", () => {
  expect(filterParams({ ...noAuditFilters, text: "  " }).size).toBe(0);
});
