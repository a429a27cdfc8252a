import type { Calculator } from "@/components/calculator/use-calculator";

/** Whether one of `names` keeps the form from being calculated: its section then opens by itself. */
export function isBlocked({ blockedBy }: Calculator, names: readonly string[]): boolean {
  return blockedBy.some((name) => names.includes(name));
}
