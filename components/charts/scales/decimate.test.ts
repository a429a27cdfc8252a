import fc from "fast-check";
import { expect, test } from "vitest";
import { decimate } from "@/components/charts/scales/decimate";

const value = fc.option(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { nil: null, freq: 30 });
const pair = fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 2000 });

test("keeps everything that fits", () => {
  expect(decimate([[3, null, 5]], 10)).toEqual([0, 1, 2]);
});

test("keeps rising positions, both ends and the extremes of every series", () => {
  fc.assert(
    fc.property(pair, fc.integer({ min: 6, max: 300 }), (rows, countMax) => {
      const columns = [rows.map((row) => row[0]), rows.map((row) => row[1])];
      const kept = decimate(columns, countMax);
      expect(kept[0]).toBe(0);
      expect(kept.at(-1)).toBe(rows.length - 1);
      expect(kept.every((index, place) => place === 0 || index > (kept[place - 1] ?? 0))).toBe(true);
      for (const values of columns) {
        const all = values.filter((v) => v !== null);
        const shown = kept.map((index) => values[index] ?? null).filter((v) => v !== null);
        if (all.length === 0) continue;
        expect(Math.max(...shown)).toBe(Math.max(...all));
        expect(Math.min(...shown)).toBe(Math.min(...all));
      }
    }),
  );
});

test("never joins values across a gap", () => {
  fc.assert(
    fc.property(pair, fc.integer({ min: 6, max: 300 }), (rows, countMax) => {
      const values = rows.map((row) => row[0]);
      const kept = decimate([values, rows.map((row) => row[1])], countMax);
      for (let place = 1; place < kept.length; place += 1) {
        const from = kept[place - 1] ?? 0;
        const to = kept[place] ?? 0;
        const isLine = values[from] !== null && values[to] !== null;
        if (isLine) expect(values.slice(from, to + 1)).not.toContain(null);
      }
    }),
  );
});

test("stays near the wished count without gaps", () => {
  const values = Array.from({ length: 1740 }, (_, index) => Math.sin(index / 9) * index);
  expect(decimate([values, values.map((v) => -v)], 600).length).toBeLessThanOrEqual(600);
});
