import { beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { defineAction } from "./action";
import type { Access } from "./viewer";

vi.mock("next/headers", () => ({
  headers: async () =>
    new Headers({
      "x-hi-peer-address": "192.0.2.9",
      origin: "http://127.0.0.1:3000",
      host: "127.0.0.1:3000",
    }),
}));

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgres://unused");
});

const rename = {
  name: "renameMachine",
  permission: "public" as Access,
  input: z.strictObject({ name: z.string().min(1, "A machine needs a name") }),
  run: async (_viewer: unknown, input: { name: string }) => ({ renamedTo: input.name }),
};

describe("defineAction", () => {
  it("gives a form its data", async () => {
    expect(await defineAction(rename)({ name: "S21 #4" })).toEqual({
      ok: true,
      data: { renamedTo: "S21 #4" },
    });
  });

  it("gives a form the rule that a field breaks, as a value and not as an exception", async () => {
    expect(await defineAction(rename)({ name: "" })).toMatchObject({
      ok: false,
      error: { code: "invalid", fields: [{ field: "name", value: "", message: "A machine needs a name" }] },
    });
  });

  it("refuses a visitor what is not public, before the input is looked at", async () => {
    const guarded = defineAction({ ...rename, permission: "fleet.rename" as Access });
    expect(await guarded({ name: "" })).toMatchObject({ ok: false, error: { code: "unauthenticated" } });
  });

  it("keeps the text of an unknown error to itself", async () => {
    const broken = defineAction({
      ...rename,
      run: () => Promise.reject(new Error("connection string postgres://secret")),
    });
    const result = await broken({ name: "x" });
    expect(result).toMatchObject({ ok: false, error: { code: "internal" } });
    expect(JSON.stringify(result)).not.toContain("secret");
  });

  it("carries its name, so that the walk over all actions can see who built it", () => {
    expect(defineAction(rename).action).toBe("renameMachine");
  });
});
