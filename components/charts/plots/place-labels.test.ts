import { expect, test } from "vitest";
import { placeAlong, placeLevels } from "@/components/charts/plots/place-labels";

test("writes beside the line, to the left at the right edge", () => {
  const [first, last] = placeAlong(
    [
      { at: 100, label: "halving" },
      { at: 590, label: "today" },
    ],
    40,
    600,
  );
  expect(first).toMatchObject({ textAt: 105, anchor: "start" });
  expect(last).toMatchObject({ textAt: 585, anchor: "end" });
});

test("leaves out texts that would overlap, never lines", () => {
  const placed = placeAlong(
    [
      { at: 100, label: "retarget" },
      { at: 104, label: "retarget" },
      { at: 110, label: "retarget" },
    ],
    40,
    600,
  );
  expect(placed).toHaveLength(3);
  expect(placed.filter((label) => label.textAt !== null)).toHaveLength(1);
});

test("moves the second of two near levels below its line", () => {
  expect(placeLevels([100, 103])).toEqual([96, 115]);
  expect(placeLevels([100, 160])).toEqual([96, 156]);
});
