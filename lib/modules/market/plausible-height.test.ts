import { expect, it } from "vitest";
import type { Reading } from "@/lib/server/providers/reading";
import { plausibleHeight } from "./plausible-height";

const known = { value: 969_696, source: "retarget", asOf: "2026-10-04T00:00:00.000Z" };
const nowMs = Date.parse("2026-10-14T00:00:00Z");
const reading = (value: number): Reading => ({
  value,
  unit: "block",
  source: "mempool.space",
  asOf: "2026-10-14T00:00:00.000Z",
  retrievedAt: "2026-10-14T00:00:00.000Z",
});

// Ten days at twice 144 blocks, and one day more for a day that is only known as a day.
it.each([969_690, 971_136, 972_864])("lets block %s pass ten days after block 969,696", (height) => {
  expect(plausibleHeight(reading(height), known, nowMs).value).toBe(height);
});
it.each([971, 969_689, 972_865])("refuses block %s ten days after block 969,696", (height) => {
  expect(() => plausibleHeight(reading(height), known, nowMs)).toThrow(
    `block height must be between 969690 and 972864, got ${height}`,
  );
});
it("refuses a height below the last halving when nothing is known", () => {
  expect(plausibleHeight(reading(840_000), null, nowMs).value).toBe(840_000);
  expect(() => plausibleHeight(reading(839_999), null, nowMs)).toThrow("got 839999");
});
