import type { FleetDocument, GroupState, SiteState } from "@/components/calculator/fleet/fleet-document";

/** A group as it is added: the numbers most people start from. */
export const newGroup: Omit<GroupState, "id"> = {
  machine: null,
  label: "",
  quantity: 10,
  ageMonths: 0,
  hashrateDecayRatioPerMonth: 0.003,
  electricityUsdPerKwh: 0.06,
  hashrateThs: null,
  powerWatts: null,
  machinePriceUsd: null,
};

export const newSite: SiteState = {
  poolFeeRatio: 0.02,
  uptimeRatio: 0.98,
  fixedCostUsdPerMonth: 0,
  otherCapexUsd: 0,
  btcPriceUsd: null,
  difficulty: null,
  subsidyBtc: null,
  feesBtcPerBlock: null,
  blockHeight: null,
  months: 36,
  difficultyGrowthRatio: 0.01,
  priceGrowthRatioPerMonth: 0,
  electricityEscalatorRatioPerYear: 0,
  discountRatioPerYear: 0.1,
  resaleRatioOfCapex: 0,
};

/** What the page opens with: a site that grew over the years, on two power contracts. */
export const exampleDocument: FleetDocument = {
  scenarios: [
    {
      id: "1",
      name: "Base",
      groups: [
        { ...newGroup, id: "1", machine: "antminer-s21", quantity: 160, ageMonths: 8, machinePriceUsd: 2100 },
        {
          ...newGroup,
          id: "2",
          machine: "antminer-s19-xp",
          quantity: 120,
          ageMonths: 24,
          machinePriceUsd: 700,
        },
        {
          ...newGroup,
          id: "3",
          machine: "antminer-s19j-pro",
          quantity: 120,
          ageMonths: 40,
          electricityUsdPerKwh: 0.07,
          machinePriceUsd: 150,
        },
      ],
      site: { ...newSite, fixedCostUsdPerMonth: 6000 },
      difficultyGrowthPer: "retarget",
      curtailment: { strategy: "efficiency", basis: "power", shareRatio: 0.2, seed: 1 },
    },
  ],
  activeId: "1",
  hours: { kind: "none" },
  isExample: true,
};

/** Nothing but a group's empty place. */
export const emptyDocument: FleetDocument = {
  ...exampleDocument,
  scenarios: exampleDocument.scenarios.map((scenario) => ({ ...scenario, groups: [], site: newSite })),
  isExample: false,
};

/** A day with cheap nights and a dear evening, as power markets with much sun show it. An example, nobody's tariff. */
export const exampleDayUsdPerKwh: readonly number[] = [
  0.038, 0.035, 0.033, 0.032, 0.034, 0.041, 0.055, 0.064, 0.058, 0.046, 0.036, 0.029, 0.024, 0.022, 0.025,
  0.034, 0.052, 0.078, 0.112, 0.128, 0.104, 0.079, 0.058, 0.045,
];
