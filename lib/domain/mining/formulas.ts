import type { Formulas } from "./calculation";

/** The calculator's formulas in words, one a result; H running TH/s, D raw difficulty, N network TH/s, R BTC per block. */
export const formulas: Formulas = {
  difficultyMethod: "BTC/day = 86,400 s x H x 10^12 x R / (D x 2^32), R = subsidy + fees",
  hashrateMethod: "BTC/day = H / N x 144 x R, R = subsidy + fees",
  impliedNetworkHashrate: "N_D = D x 2^32 / 600 s / 10^12 TH/s",
  hashprice: "USD/PH/day = BTC/day of 1,000 TH/s x BTC price, before pool fee",
  hashcost: "USD/PH/day = J/TH x USD/kWh x 24",
  strike: "USD/kWh = hashprice x (1 - pool fee) / (J/TH x 24), without fixed costs",
  energy: "kWh/day = W x machines x uptime x (1 - curtailment) x 24 / 1,000",
  profit: "revenue (before pool fee) - pool fee - energy cost - fixed costs",
  breakevenElectricity: "USD/kWh = (revenue - pool fee - fixed costs) / kWh",
  breakevenBtcPrice: "USD = (energy cost + fixed costs) / BTC after pool fee",
  breakevenDifficulty: "D x (revenue - pool fee) / (energy cost + fixed costs)",
  payback:
    "first month in which the sum of profits reaches capital cost, linear within that month, resale not counted",
  npv: "-capital cost + sum of profit_m / (1 + r)^(m/12) + resale / (1 + r)^(n/12)",
};
