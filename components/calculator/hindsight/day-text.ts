/** A UTC day in words: "3 March 2024". */
export function dayText(dayUtc: string): string {
  return new Date(`${dayUtc}T00:00:00Z`).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  });
}
