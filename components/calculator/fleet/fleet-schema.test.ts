import { describe, expect, it } from "vitest";
import { exampleDocument } from "./example-document";
import { fleetFileText, readDocument, readFleetFile } from "./fleet-schema";
import { exampleTariff } from "./hours/example-tariff";

const file = (change: (text: string) => string = (text) => text): unknown =>
  JSON.parse(change(fleetFileText({ ...exampleDocument, hours: exampleTariff })));

function problemsOf(value: unknown): string[] {
  const reading = readFleetFile(value);
  return reading.kind === "document"
    ? []
    : reading.problems.map((problem) => `${problem.field} is ${problem.value}: ${problem.rule}`);
}

describe("fleet files", () => {
  it("give back the fleet that was saved", () => {
    expect(readFleetFile(file())).toEqual({
      kind: "document",
      document: { ...exampleDocument, hours: exampleTariff },
    });
  });

  it("may leave a required field empty, which the screen then asks for", () => {
    expect(problemsOf(file((text) => text.replace('"quantity": 160', '"quantity": null')))).toEqual([]);
  });

  it.each<[string, string, RegExp]>([
    ['"quantity": 160', '"quantity": "160"', /groups\[0\]\.quantity is "160": .*number/],
    ['"quantity": 160', '"quantity": 0', /groups\[0\]\.quantity is 0: Must be at least 1/],
    ['"poolFeeRatio": 0.02', '"poolFeeRatio": 2', /site\.poolFeeRatio is 2: Must be at most 100 %/],
    [
      '"machine": "antminer-s21"',
      '"machine": "../etc"',
      /groups\[0\]\.machine is "\.\.\/etc": Must be the short name/,
    ],
    ['"strategy": "efficiency"', '"strategy": "best"', /curtailment\.strategy is "best"/],
    ['"version": 1', '"version": 2', /version is 2/],
    ['"product": "HashInsight fleet"', '"product": "other"', /product is "other"/],
    ['"activeId": "1"', '"activeId": "9"', /activeId is "9": Must be the id of one of the scenarios/],
    ['"ageMonths": 8', '"ageMonths": 8, "agemonths": 8', /groups\[0\].*agemonths/],
    ['"fromHour": 16', '"fromHour": 24', /hours\.periods\[0\]\.fromHour is 24/],
  ])("with %s turned into %s are refused by field, value and rule", (from, to, words) => {
    const problems = problemsOf(
      file((text) => {
        expect(text).toContain(from);
        return text.replace(from, to);
      }),
    );
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(words);
  });

  it("with two lines of one id are refused", () => {
    const [scenario] = exampleDocument.scenarios;
    const twice = scenario?.groups.map((group) => ({ ...group, id: "1" }));
    const reading = readDocument({ ...exampleDocument, scenarios: [{ ...scenario, groups: twice }] });
    expect(reading).toMatchObject({
      kind: "problems",
      problems: [{ rule: "Each must have an id of its own" }],
    });
  });

  it("with hours out of order are refused", () => {
    const hours = {
      kind: "series",
      name: "x",
      prices: [
        [3_600_000, 0.05],
        [0, 0.05],
      ],
    };
    expect(readDocument({ ...exampleDocument, hours }).kind).toBe("problems");
  });

  it("name at most eight problems of a file that is wrong everywhere", () => {
    const reading = readFleetFile({ product: 1, version: 2, document: { scenarios: [{}], a: 1, b: 2 } });
    expect(reading.kind === "problems" ? reading.problems.length : 0).toBeLessThanOrEqual(8);
    expect(problemsOf(null)).toHaveLength(1);
  });
});
