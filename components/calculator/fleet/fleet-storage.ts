import { documentVersion, type FleetDocument } from "@/components/calculator/fleet/fleet-document";
import { readDocument } from "@/components/calculator/fleet/fleet-schema";
import { savedKey } from "@/components/calculator/fleet/saved-key";

/** What stands in the way of the saved fleet; it stays as it is until the person says otherwise. */
export interface SavedProblem {
  /** What is wrong with it, in a sentence. */
  readonly problem: string;
  /** The saved text, to be downloaded. */
  readonly text: string;
}

export type SavedFleet =
  | { readonly kind: "none" }
  | { readonly kind: "document"; readonly document: FleetDocument }
  | ({ readonly kind: "unreadable" } & SavedProblem);

/** The fleet kept in this browser. A browser that keeps nothing has none. */
export function loadSaved(): SavedFleet {
  const text = savedText();
  if (text === null) return { kind: "none" };
  let saved: unknown;
  try {
    saved = JSON.parse(text);
  } catch {
    return { kind: "unreadable", problem: "It is not readable as JSON.", text };
  }
  const version = typeof saved === "object" && saved !== null ? Reflect.get(saved, "version") : undefined;
  if (version !== documentVersion) {
    const given = version === undefined ? "no version" : `version ${JSON.stringify(version)}`;
    return {
      kind: "unreadable",
      problem: `It is of ${given}; this page reads version ${documentVersion}.`,
      text,
    };
  }
  const reading = readDocument(Reflect.get(Object(saved), "document"));
  if (reading.kind === "document") return reading;
  const [first] = reading.problems;
  const problem =
    first === undefined ? "It is not complete." : `${first.field} is ${first.value}: ${first.rule}.`;
  return { kind: "unreadable", problem, text };
}

/** Keeps the fleet in this browser; the reason in a sentence when the browser does not. */
export function saveFleet(document: FleetDocument): string | null {
  try {
    localStorage.setItem(savedKey, JSON.stringify({ version: documentVersion, document }));
    return null;
  } catch (error) {
    return error instanceof DOMException && error.name === "QuotaExceededError"
      ? "The browser's memory for this site is full."
      : "This browser does not let the page keep anything (a private window, or storage switched off).";
  }
}

/** Puts a saved text back, or takes what is saved away. */
export function restoreSaved(text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(savedKey);
    else localStorage.setItem(savedKey, text);
  } catch {
    // Where nothing may be kept there is nothing to put back; saving says so in words.
  }
}

/** The saved text as it stands, to be put back by `restoreSaved`; `null` when nothing is saved. */
export function savedText(): string | null {
  try {
    return localStorage.getItem(savedKey);
  } catch {
    // A browser that refuses storage has nothing saved; saving says so in words.
    return null;
  }
}
