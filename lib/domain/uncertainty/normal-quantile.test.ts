import { describe, expect, it } from "vitest";
import { normalQuantile } from "./normal-quantile";
import { SeededRandom } from "./seeded-random";

describe("normalQuantile", () => {
  // 0.25 and 0.001: the check values printed with Algorithm AS 241. The others: R 4, qnorm(p), 16 digits.
  it.each([
    [0.5, 0],
    [0.25, -0.674489750196082],
    [0.001, -3.090232306167814],
    [0.975, 1.959963984540054],
    [0.9, 1.281551565544601],
    [1e-9, -5.997807015007687],
  ])("of %s is %s", (probability, expected) => {
    expect(normalQuantile(probability)).toBeCloseTo(expected, 12);
  });

  it("is odd around one half and joins its two formulas without a step", () => {
    for (const probability of [1e-8, 0.01, 0.074, 0.3]) {
      expect(normalQuantile(1 - probability)).toBeCloseTo(-normalQuantile(probability), 7);
    }
    expect(normalQuantile(0.925 + 1e-12) - normalQuantile(0.925 - 1e-12)).toBeLessThan(1e-10);
  });

  it("turns units into values with the moments of the normal distribution", () => {
    const random = SeededRandom.fromSeed(42);
    const count = 400_000;
    const sums = [0, 0, 0, 0];
    for (let index = 0; index < count; index += 1) {
      const value = normalQuantile(random.nextUnit());
      for (let power = 0; power < 4; power += 1) sums[power] = (sums[power] ?? 0) + value ** (power + 1);
    }
    const [mean, variance, third, fourth] = sums.map((sum) => sum / count);
    // Four standard errors of each moment: sqrt(1, 2, 15, 96) / sqrt(count).
    expect(Math.abs(mean ?? 9)).toBeLessThan(4 / Math.sqrt(count));
    expect(Math.abs((variance ?? 9) - 1)).toBeLessThan(4 * Math.sqrt(2 / count));
    expect(Math.abs(third ?? 9)).toBeLessThan(4 * Math.sqrt(15 / count));
    expect(Math.abs((fourth ?? 9) - 3)).toBeLessThan(4 * Math.sqrt(96 / count));
  });
});
