import { describe, expect, it } from "vitest";
import type { FigureError, Score } from "@/lib/domain/hindsight/score-windows";
import { betterFigureText, independenceText, scoreVerdict } from "./score-text";

const miss = (ratio: number): FigureError => ({
  medianMissUsd: 100,
  medianMissRatioOfIncome: ratio,
  biasUsd: 0,
  biasRatioOfIncome: 0,
  optimisticRatio: 0.5,
});

function scoreOf(inside: number, belowBand: number, aboveBand: number): Score {
  const judged = inside + belowBand + aboveBand;
  return {
    judged,
    leftOut: 0,
    independentWindows: 4,
    belowBand,
    aboveBand,
    coverage: [{ nominalRatio: 0.8, inside, observedRatio: inside / judged }],
    flat: miss(0.13),
    median: miss(0.29),
  };
}

describe("the words of a score", () => {
  it("call a band that held too seldom by its name, and say on which side", () => {
    expect(scoreVerdict(scoreOf(65, 0, 35))).toBe(
      "The 80 % band held on 65 % of the start days: too narrow, 15 points short of its promise. All 35 misses lay above: more was earned than it allowed for.",
    );
    expect(scoreVerdict(scoreOf(70, 30, 0))).toMatch(
      /too narrow, 10 points short of its promise\. All 30 misses lay below/,
    );
    expect(scoreVerdict(scoreOf(79, 10, 11))).toMatch(
      /: 1 point short of its promise\. 10 misses lay below it, 11 above\.$/,
    );
  });

  it("say kept when it was, and too wide when it was that", () => {
    expect(scoreVerdict(scoreOf(80, 9, 11))).toMatch(
      /80 % of the start days: it kept its promise\. 9 misses/,
    );
    expect(scoreVerdict(scoreOf(100, 0, 0))).toBe(
      "The 80 % band held on 100 % of the start days: wider than it needed to be.",
    );
  });

  it("say how little overlapping windows prove", () => {
    // Two standard deviations of four draws at 80 %: 2 x sqrt(0.16 / 4) = 40 points.
    expect(independenceText(scoreOf(80, 10, 10))).toContain(
      "only about 4.0 fit side by side. With so few, chance alone takes even a perfect band anywhere from 40 % to 100 %.",
    );
  });

  it("admit it when the plain figure missed by less", () => {
    expect(betterFigureText(scoreOf(80, 10, 10))).toMatch(
      /was worse than “nothing changes”: it missed by 29 % of income/,
    );
    expect(betterFigureText({ ...scoreOf(80, 10, 10), median: miss(0.05) })).toMatch(/missed by less than/);
    expect(betterFigureText({ ...scoreOf(80, 10, 10), median: miss(0.131) })).toMatch(/missed as much as/);
  });
});
