import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { eventTypes } from "./event-types";

const root = path.resolve(import.meta.dirname, "..");

it("every event that a module defines is known to the relay", () => {
  const defined = ["lib", "inngest"].flatMap(typesBelow);
  expect(defined.length).toBeGreaterThan(3);
  expect([...eventTypes.keys()].sort()).toEqual(defined.sort());
});

function typesBelow(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.ts$/.test(file) && !/\.(test|fixture)\.ts$|^testing\//.test(file))
    .flatMap((file) => {
      const text = readFileSync(path.join(root, folder, file), "utf8");
      return [...text.matchAll(/defineEvent\(\{\s*type: "([^"]+)"/g)].map(([, type]) => String(type));
    });
}
