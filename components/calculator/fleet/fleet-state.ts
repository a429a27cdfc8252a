import {
  activeScenario,
  type FleetDocument,
  freshId,
  type GroupState,
  type HoursState,
  type Scenario,
  scenariosMax,
} from "@/components/calculator/fleet/fleet-document";
import type { GroupNumber, SiteNumber } from "@/components/calculator/fleet/fleet-fields";
import type { CurtailmentRequest } from "@/lib/domain/fleet/fleet";

/**
 * What is edited: the document, and what is wrong with texts that stand in fields without being a number. A wrong text
 * leaves `null` in the document, which alone would read as "follows the market".
 */
export interface FleetState {
  readonly document: FleetDocument;
  /** Broken rules by `fieldKey`. */
  readonly wrong: Readonly<Record<string, string>>;
}

export type FleetAction =
  | {
      readonly type: "groupNumber";
      readonly groupId: string;
      readonly name: GroupNumber;
      readonly value: number | null;
      readonly problem: string | null;
    }
  | { readonly type: "groupMachine"; readonly groupId: string; readonly change: Partial<GroupState> }
  | { readonly type: "addGroup"; readonly group: Omit<GroupState, "id"> }
  | { readonly type: "duplicateGroup"; readonly groupId: string }
  | { readonly type: "removeGroup"; readonly groupId: string }
  | { readonly type: "moveGroup"; readonly groupId: string; readonly by: -1 | 1 }
  /** Takes a removal back. */
  | {
      readonly type: "insertGroup";
      readonly scenarioId: string;
      readonly group: GroupState;
      readonly index: number;
    }
  | {
      readonly type: "siteNumber";
      readonly name: SiteNumber;
      readonly value: number | null;
      readonly problem: string | null;
    }
  | { readonly type: "growthPer"; readonly per: Scenario["difficultyGrowthPer"] }
  | { readonly type: "curtailment"; readonly change: Partial<CurtailmentRequest> }
  | { readonly type: "selectScenario"; readonly id: string }
  | { readonly type: "duplicateScenario"; readonly id: string }
  | { readonly type: "renameScenario"; readonly id: string; readonly name: string }
  | { readonly type: "removeScenario"; readonly id: string }
  | { readonly type: "insertScenario"; readonly scenario: Scenario; readonly index: number }
  | { readonly type: "hours"; readonly hours: HoursState }
  | { readonly type: "restore"; readonly document: FleetDocument };

/** Names a field of a group ("2/powerWatts") or of the site ("/btcPriceUsd") of the active scenario. */
export function fieldKey(groupId: string, name: GroupNumber | SiteNumber): string {
  return `${groupId}/${name}`;
}

/** The state after one step. */
export function fleetReducer(state: FleetState, action: FleetAction): FleetState {
  const { document } = state;
  switch (action.type) {
    case "restore":
      return { document: action.document, wrong: {} };
    case "hours":
      return { ...state, document: { ...document, hours: action.hours } };
    case "selectScenario":
      // The fields of the other scenario stand there with their numbers: the texts of this one are gone.
      return { document: { ...document, activeId: action.id }, wrong: {} };
    case "duplicateScenario":
    case "renameScenario":
    case "removeScenario":
    case "insertScenario":
      return { document: withScenarios(document, action), wrong: {} };
    default:
      return editScenario(state, action);
  }
}

type ScenariosAction = Extract<
  FleetAction,
  { type: "duplicateScenario" | "renameScenario" | "removeScenario" | "insertScenario" }
>;
type ScenarioAction = Exclude<
  FleetAction,
  ScenariosAction | { type: "restore" | "hours" | "selectScenario" }
>;

function withScenarios(document: FleetDocument, action: ScenariosAction): FleetDocument {
  const { scenarios } = document;
  switch (action.type) {
    case "renameScenario":
      return {
        ...document,
        scenarios: scenarios.map((one) => (one.id === action.id ? { ...one, name: action.name } : one)),
      };
    case "duplicateScenario": {
      const source = scenarios.find(({ id }) => id === action.id);
      if (source === undefined || scenarios.length >= scenariosMax) return document;
      const copy = { ...source, id: freshId(scenarios), name: copyName(source.name, scenarios) };
      return { ...document, scenarios: [...scenarios, copy], activeId: copy.id };
    }
    case "removeScenario": {
      if (scenarios.length < 2) return document;
      const left = scenarios.filter(({ id }) => id !== action.id);
      const activeId = document.activeId === action.id ? (left[0]?.id ?? "") : document.activeId;
      return { ...document, scenarios: left, activeId };
    }
    case "insertScenario": {
      if (scenarios.length >= scenariosMax) return document;
      const { scenario, index } = action;
      return { ...document, scenarios: scenarios.toSpliced(index, 0, scenario), activeId: scenario.id };
    }
  }
}

function copyName(name: string, scenarios: readonly Scenario[]): string {
  const base = name.replace(/ \d+$/, "");
  for (let count = 2; ; count += 1) {
    const next = `${base} ${count}`;
    if (!scenarios.some((one) => one.name === next)) return next;
  }
}

function editScenario(state: FleetState, action: ScenarioAction): FleetState {
  const { document } = state;
  const targetId = action.type === "insertGroup" ? action.scenarioId : document.activeId;
  const target = document.scenarios.find(({ id }) => id === targetId) ?? activeScenario(document);
  const edited = withEdit(target, action);
  if (edited === target) return state;
  return {
    document: {
      ...document,
      scenarios: document.scenarios.map((one) => (one.id === target.id ? edited : one)),
      isExample: document.isExample && action.type === "curtailment",
    },
    wrong: wrongAfter(state.wrong, action),
  };
}

function wrongAfter(wrong: FleetState["wrong"], action: ScenarioAction): FleetState["wrong"] {
  if (action.type === "groupMachine" || action.type === "removeGroup") {
    const own = `${action.groupId}/`;
    return Object.fromEntries(Object.entries(wrong).filter(([key]) => !key.startsWith(own)));
  }
  if (action.type !== "groupNumber" && action.type !== "siteNumber") return wrong;
  const key = fieldKey(action.type === "groupNumber" ? action.groupId : "", action.name);
  const { [key]: _before, ...others } = wrong;
  return action.problem === null ? others : { ...others, [key]: action.problem };
}

function withEdit(scenario: Scenario, action: ScenarioAction): Scenario {
  switch (action.type) {
    case "siteNumber":
      return { ...scenario, site: { ...scenario.site, [action.name]: action.value } };
    case "growthPer":
      return { ...scenario, difficultyGrowthPer: action.per };
    case "curtailment":
      return { ...scenario, curtailment: { ...scenario.curtailment, ...action.change } };
    default:
      return { ...scenario, groups: withGroups(scenario.groups, action) };
  }
}

type GroupsAction = Exclude<ScenarioAction, { type: "siteNumber" | "growthPer" | "curtailment" }>;

function withGroups(groups: readonly GroupState[], action: GroupsAction): readonly GroupState[] {
  if (action.type === "addGroup") return [...groups, { ...action.group, id: freshId(groups) }];
  if (action.type === "insertGroup") {
    const taken = groups.some(({ id }) => id === action.group.id);
    return groups.toSpliced(action.index, 0, taken ? { ...action.group, id: freshId(groups) } : action.group);
  }
  const index = groups.findIndex(({ id }) => id === action.groupId);
  const group = groups[index];
  if (group === undefined) return groups;
  switch (action.type) {
    case "groupNumber":
      return groups.with(index, { ...group, [action.name]: action.value });
    case "groupMachine":
      return groups.with(index, { ...group, ...action.change });
    case "duplicateGroup":
      return groups.toSpliced(index + 1, 0, { ...group, id: freshId(groups) });
    case "removeGroup":
      return groups.toSpliced(index, 1);
    case "moveGroup": {
      const other = groups[index + action.by];
      return other === undefined ? groups : groups.with(index, other).with(index + action.by, group);
    }
  }
}
