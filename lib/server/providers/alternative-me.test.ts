import { describe, expect, it } from "vitest";
import { createAlternativeMe } from "./alternative-me";
import { benchFor, upstreamErrorOf } from "./testing/provider-bench";

// The sample of https://alternative.me/crypto/fear-and-greed-index/#api: every number is a string.
const answer = {
  name: "Fear and Greed Index",
  data: [
    { value: "47", value_classification: "Neutral", timestamp: "1777248000", time_until_update: "25675" },
    { value: "33", value_classification: "Fear", timestamp: "1777161600" },
  ],
  metadata: { error: null },
};

function alternativeMe(body: unknown) {
  const { options, requests } = benchFor({ answer: body });
  return { provider: createAlternativeMe(options), requests };
}

describe("alternative.me", () => {
  it("reads the newest value and when the next one comes", async () => {
    const { provider, requests } = alternativeMe(answer);
    const { index, classification, nextUpdateSeconds } = await provider.fearGreed();
    // 1777248000 s = 2026-04-27T00:00:00Z
    expect(index).toMatchObject({ value: 47, unit: "index", asOf: "2026-04-27T00:00:00.000Z" });
    expect({ classification, nextUpdateSeconds }).toEqual({
      classification: "Neutral",
      nextUpdateSeconds: 25_675,
    });
    expect(requests[0]?.url).not.toContain("date_format");
  });

  it("reads history oldest first, with rows that lack the time of the next update", async () => {
    const { points } = await alternativeMe(answer).provider.fearGreedHistory({ limit: 2 });
    expect(points).toEqual([
      { dayUtc: "2026-04-26", value: 33, classification: "Fear" },
      { dayUtc: "2026-04-27", value: 47, classification: "Neutral" },
    ]);
  });

  it.each([
    [{ value: "NaN" }, "invalid_shape"],
    [{ value: "-3" }, "invalid_shape"],
    [{ value: 47 }, "invalid_shape"],
    [{ value: "101" }, "out_of_band"],
    [{ timestamp: "27-04-2026" }, "invalid_shape"],
  ])("refuses %j", async (change, kind) => {
    const { provider } = alternativeMe({ ...answer, data: [{ ...answer.data[0], ...change }] });
    expect((await upstreamErrorOf(provider.fearGreed())).kind).toBe(kind);
  });

  it("has no default when the list is empty", async () => {
    const { provider } = alternativeMe({ ...answer, data: [] });
    expect((await upstreamErrorOf(provider.fearGreed())).kind).toBe("invalid_shape");
  });
});
