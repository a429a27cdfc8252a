import type { HoursState } from "@/components/calculator/fleet/fleet-document";

/** An industrial tariff as many look: dear weekday evenings, cheap nights. An example, nobody's contract. */
export const exampleTariff: Extract<HoursState, { readonly kind: "periods" }> = {
  kind: "periods",
  periods: [
    { id: "1", name: "Peak", usdPerKwh: 0.138, days: "weekdays", fromHour: 16, toHour: 21 },
    { id: "2", name: "Valley", usdPerKwh: 0.036, days: "all", fromHour: 23, toHour: 6 },
  ],
  otherName: "Shoulder",
  otherUsdPerKwh: 0.064,
  isExample: true,
};
