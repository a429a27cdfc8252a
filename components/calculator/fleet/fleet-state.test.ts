import { describe, expect, it } from "vitest";
import { exampleDocument, newGroup } from "./example-document";
import { activeScenario, scenariosMax } from "./fleet-document";
import { type FleetAction, type FleetState, fieldKey, fleetReducer } from "./fleet-state";

const start: FleetState = { document: exampleDocument, wrong: {} };
const play = (state: FleetState, ...actions: FleetAction[]) => actions.reduce(fleetReducer, state);
const ids = ({ document }: FleetState) => activeScenario(document).groups.map(({ id }) => id);

describe("fleetReducer", () => {
  it("gives each new line an id of its own and keeps a copy beside its original", () => {
    const state = play(
      start,
      { type: "duplicateGroup", groupId: "1" },
      { type: "removeGroup", groupId: "2" },
      { type: "addGroup", group: newGroup },
    );
    expect(new Set(ids(state)).size).toBe(4);
    const [first, second] = activeScenario(state.document).groups;
    expect({ ...second, id: "1" }).toEqual(first);
  });

  it("moves a line by one place and not beyond the ends", () => {
    expect(ids(play(start, { type: "moveGroup", groupId: "3", by: -1 }))).toEqual(["1", "3", "2"]);
    expect(play(start, { type: "moveGroup", groupId: "3", by: 1 }).document.scenarios[0]?.groups).toEqual(
      exampleDocument.scenarios[0]?.groups,
    );
  });

  it("takes a removal back where it was, whatever was edited since, and in its own scenario", () => {
    const group = exampleDocument.scenarios[0]?.groups[1];
    if (group === undefined) throw new Error("the example has three lines");
    const state = play(
      start,
      { type: "removeGroup", groupId: "2" },
      { type: "groupNumber", groupId: "1", name: "quantity", value: 7, problem: null },
      { type: "duplicateScenario", id: "1" },
      { type: "insertGroup", scenarioId: "1", group, index: 1 },
    );
    const [base, copy] = state.document.scenarios;
    expect(base?.groups.map(({ id, quantity }) => [id, quantity])).toEqual([
      ["1", 7],
      ["2", 120],
      ["3", 120],
    ]);
    expect(copy?.groups).toHaveLength(2);
  });

  it("remembers what is wrong with a text until it is mended or its line is gone", () => {
    const wrong: FleetAction = {
      type: "groupNumber",
      groupId: "1",
      name: "powerWatts",
      value: null,
      problem: "no",
    };
    const key = fieldKey("1", "powerWatts");
    expect(play(start, wrong).wrong).toEqual({ [key]: "no" });
    expect(play(start, wrong, { ...wrong, value: 3500, problem: null }).wrong).toEqual({});
    expect(play(start, wrong, { type: "removeGroup", groupId: "1" }).wrong).toEqual({});
    expect(play(start, wrong, { type: "removeGroup", groupId: "2" }).wrong).toEqual({ [key]: "no" });
  });

  it("calls it an example until the fleet is changed; asking for another share does not change it", () => {
    const asked = play(start, { type: "curtailment", change: { shareRatio: 0.5 } });
    expect(asked.document.isExample).toBe(true);
    const changed = play(asked, { type: "siteNumber", name: "poolFeeRatio", value: 0.01, problem: null });
    expect(changed.document.isExample).toBe(false);
  });

  it("holds up to four scenarios with names of their own, and never none", () => {
    let state = start;
    for (let count = 0; count < 6; count += 1) state = play(state, { type: "duplicateScenario", id: "1" });
    expect(state.document.scenarios.map(({ name }) => name)).toEqual(["Base", "Base 2", "Base 3", "Base 4"]);
    expect(state.document.scenarios).toHaveLength(scenariosMax);
    for (const { id } of state.document.scenarios) state = play(state, { type: "removeScenario", id });
    expect(state.document.scenarios).toHaveLength(1);
    expect(state.document.scenarios[0]?.id).toBe(state.document.activeId);
  });
});
