import { expect, test } from "vitest";
import { endLabels, tornadoRows } from "@/components/charts/scales/tornado-order";

const input = (key: string, low: number | null, high: number | null) => ({
  key,
  label: key,
  lowLabel: "less",
  highLabel: "more",
  low,
  high,
});

test("puts the widest first and leaves out what is unknown", () => {
  const rows = tornadoRows(
    [input("fee", 90, 110), input("price", 20, 190), input("none", null, null), input("power", 160, 40)],
    100,
  );
  expect(rows.map((row) => row.input.key)).toEqual(["price", "power", "fee"]);
});

test("draws from the base when both ends lie on one side", () => {
  expect(tornadoRows([input("a", 120, 150)], 100)[0]).toMatchObject({ from: 100, to: 150 });
});

test("names the input at the end it leads to", () => {
  expect(endLabels(input("price", 20, 190), 100)).toEqual({ below: "less", above: "more" });
  expect(endLabels(input("power", 160, 40), 100)).toEqual({ below: "more", above: "less" });
  expect(endLabels(input("both", 120, 150), 100)).toEqual({ below: "", above: "less or more" });
  expect(endLabels(input("flat", 100, 150), 100)).toEqual({ below: "", above: "more" });
});
