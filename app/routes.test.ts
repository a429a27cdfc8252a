import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { resetEnvironment } from "@/lib/server/env";
import { contracts } from "./api/contracts";

const projectRoot = path.resolve(import.meta.dirname, "..");
const methods = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"];

function filesBelow(folder: string, matches: (file: string) => boolean): string[] {
  return readdirSync(path.join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(projectRoot, path.join(entry.parentPath, entry.name)))
    .filter(matches)
    .sort();
}

const routeFiles = filesBelow("app", (file) => /\/route\.tsx?$/.test(file));
/** Answers for what does not exist, which no document names. */
const nothing = "app/api/[...missing]/route.ts";
const actionFiles = ["app", "components", "lib"].flatMap((folder) =>
  filesBelow(
    folder,
    (file) =>
      /\.tsx?$/.test(file) && /^["']use server["']/m.test(readFileSync(path.join(projectRoot, file), "utf8")),
  ),
);

describe("route handlers", () => {
  it("exist at all, so that the checks below look at something", () => {
    expect(routeFiles.length).toBeGreaterThanOrEqual(4);
  });

  it.each(routeFiles)("%s exports only handlers bound to a listed contract of its own path", async (file) => {
    const loaded: Record<string, unknown> = await import(path.join(projectRoot, file));
    const exported = Object.keys(loaded).filter((name) => methods.includes(name));
    expect(exported.length).toBeGreaterThan(0);
    const pathOfFile = `/${path
      .dirname(file)
      .replace(/^app\//, "")
      .replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}")}`;
    for (const method of exported) {
      const contract = Reflect.get(Object(loaded[method]), "contract");
      expect(contract, `${method} is not built by defineRoute`).toBeDefined();
      expect([contract.method, contract.path]).toEqual([method, pathOfFile]);
      if (file === nothing) expect(contracts).not.toContain(contract);
      else expect(contracts).toContain(contract);
    }
  });

  it("leave no listed contract without a handler", () => {
    const paths = routeFiles.map(
      (file) =>
        `/${path
          .dirname(file)
          .replace(/^app\//, "")
          .replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}")}`,
    );
    expect(
      contracts.map((contract) => contract.path).filter((contractPath) => !paths.includes(contractPath)),
    ).toEqual([]);
  });
});

describe("an address of the API that is nobody's", () => {
  it.each(["GET", "POST", "PUT", "PATCH", "DELETE"])(
    "answers %s with the documented error",
    async (method) => {
      // Nobody who has no session is looked up.
      vi.stubEnv("DATABASE_URL", "postgres://nobody@127.0.0.1:1/nothing");
      resetEnvironment();
      const loaded: Record<string, (request: Request) => Promise<Response>> = await import(
        path.join(projectRoot, nothing)
      );
      const answer = await loaded[method]?.(new Request("http://127.0.0.1:3000/api/no/such", { method }));
      expect(answer?.status).toBe(404);
      expect(await answer?.json()).toEqual({
        error: {
          code: "not_found",
          message: "The API has nothing at this address; /docs/api lists what it has.",
          requestId: answer?.headers.get("x-request-id"),
        },
      });
    },
  );
});

describe("server actions", () => {
  it("are all built by defineAction", async () => {
    for (const file of actionFiles) {
      const loaded: Record<string, unknown> = await import(path.join(projectRoot, file));
      for (const [name, exported] of Object.entries(loaded)) {
        expect(Reflect.get(Object(exported), "action"), `${file}: ${name}`).toBeDefined();
      }
    }
  });
});
