import path from "node:path";
import { env } from "@/lib/server/env";

/** Where the launcher puts what it bundles beside the web application (scripts/launcher/build.mjs). */
const folders = { production: ".next/hi", development: ".next/dev-tools", test: ".next/hi" } as const;

/** The path of a program that was bundled to run beside the web process, in another thread or process. */
export function toolFile(name: string): string {
  const { TOOLS_DIR, NODE_ENV } = env();
  return path.resolve(/* turbopackIgnore: true */ TOOLS_DIR ?? folders[NODE_ENV], name);
}
