import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { RouteContext } from "@/lib/server/answer-request";
import type { Access } from "@/lib/server/viewer";

const projectRoot = path.resolve(import.meta.dirname, "../..");
const methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

/** A route handler or server action as it really is, and what it says it asks for. */
export interface RouteDoor {
  /** "GET /api/keys". */
  readonly name: string;
  readonly method: string;
  /** With braces where a word of the address goes. */
  readonly path: string;
  readonly permission: Access | undefined;
  readonly handle: (request: Request, context?: RouteContext) => Promise<Response>;
}

export interface ActionDoor {
  /** "changeName": as `defineAction` was told. */
  readonly name: string;
  readonly file: string;
  readonly permission: Access | undefined;
  readonly act: (input: unknown) => Promise<unknown>;
}

/** Every method of every `route.ts`. */
export async function findRoutes(): Promise<RouteDoor[]> {
  const found: RouteDoor[] = [];
  for (const file of filesBelow("app", (name) => /\/route\.tsx?$/.test(name))) {
    const loaded: Record<string, unknown> = await import(path.join(projectRoot, file));
    for (const method of Object.keys(loaded).filter((name) => methods.includes(name))) {
      const handle = loaded[method];
      const address = `/${path.dirname(file).replace(/^app\//, "")}`
        .replaceAll(/\/\([^)]+\)/g, "")
        .replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}");
      found.push({
        name: `${method} ${address}`,
        method,
        path: address,
        permission: Reflect.get(Object(Reflect.get(Object(handle), "contract")), "permission"),
        handle: handle as RouteDoor["handle"],
      });
    }
  }
  return found;
}

/** Every export of every file that begins with "use server". */
export async function findActions(): Promise<ActionDoor[]> {
  const files = ["app", "components", "lib"].flatMap((folder) =>
    filesBelow(
      folder,
      (file) =>
        /\.tsx?$/.test(file) &&
        /^["']use server["']/m.test(readFileSync(path.join(projectRoot, file), "utf8")),
    ),
  );
  const found: ActionDoor[] = [];
  for (const file of files) {
    const loaded: Record<string, unknown> = await import(path.join(projectRoot, file));
    for (const [exported, act] of Object.entries(loaded)) {
      found.push({
        name: String(Reflect.get(Object(act), "action") ?? exported),
        file,
        permission: Reflect.get(Object(act), "permission"),
        act: act as ActionDoor["act"],
      });
    }
  }
  return found;
}

/** The file of every page, by its address: braces stand where a word of the address goes. */
export function findPages(): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  for (const file of filesBelow("app", (name) => /(^|\/)page\.tsx$/.test(name))) {
    const address = path
      .dirname(file)
      .replace(/^app/, "")
      .replaceAll(/\/\([^)]+\)/g, "")
      .replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}");
    pages.set(address === "" ? "/" : address, path.join(projectRoot, file));
  }
  return pages;
}

function filesBelow(folder: string, matches: (file: string) => boolean): string[] {
  return readdirSync(path.join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name)))
    .filter(matches)
    .sort();
}
