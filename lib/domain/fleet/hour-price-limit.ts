import type { Limit } from "../require-range";

/**
 * What an hourly electricity price may be. Wider than any market's cap and floor (Australia's about 12 USD/kWh), and
 * far below what a price in USD/MWh looks like.
 */
export const HOUR_PRICE_LIMIT: Limit = { min: -20, max: 20, unit: "USD/kWh" };
