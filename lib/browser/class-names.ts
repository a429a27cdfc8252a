import { type ClassValue, clsx } from "clsx";

/**
 * Joins class names, leaving out falsy ones.
 * Conflicts are not resolved (that costs 9 KB in every page): give a kit component classes that place it, and props that change it.
 */
export function cn(...values: ClassValue[]): string {
  return clsx(values);
}
