import { readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** What the figures were measured on: processor, memory, system, versions. */
export function describeMachine() {
  const cpus = os.cpus();
  const version = (name: string): string => {
    const file = path.join(import.meta.dirname, "../../node_modules", name, "package.json");
    return JSON.parse(readFileSync(file, "utf8")).version;
  };
  return {
    processor: cpus[0]?.model ?? "unknown",
    cores: cpus.length,
    memoryGib: Math.round(os.totalmem() / 2 ** 30),
    system: `${os.type()} ${os.release()} ${os.arch()}`,
    node: process.version,
    next: version("next"),
    react: version("react"),
  };
}
