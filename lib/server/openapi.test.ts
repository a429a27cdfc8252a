import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineContract } from "./contract";
import { openApiDocument } from "./openapi";
import type { Access } from "./viewer";

const contract = defineContract({
  method: "POST",
  path: "/api/things/{id}",
  tag: "Things",
  summary: "Change a thing",
  permission: "hosting:read",
  params: z.strictObject({ id: z.uuid() }),
  query: z.strictObject({ dryRun: z.enum(["yes"]).optional().describe("Say what would happen") }),
  body: z.strictObject({ quantity: z.int().default(1) }),
  result: z.strictObject({ id: z.string() }),
  alsoAnswers: { 202: "Accepted" },
  exampleBody: { quantity: 3 },
});

const document = JSON.parse(JSON.stringify(openApiDocument([contract], "1.2.3")));
const operation = document.paths["/api/things/{id}"].post;

describe("openApiDocument", () => {
  it("is version 3.1 and carries the product's version", () => {
    expect([document.openapi, document.info.version]).toEqual(["3.1.0", "1.2.3"]);
  });

  it("describes the body as it is sent: a field with a default may be left out", () => {
    const media = operation.requestBody.content["application/json"];
    expect(media.schema.required ?? []).not.toContain("quantity");
    expect(media.schema.additionalProperties).toBe(false);
    expect(media.example).toEqual({ quantity: 3 });
  });

  it("describes query parameters with their words", () => {
    expect(operation.parameters).toEqual([
      expect.objectContaining({ name: "id", in: "path", required: true }),
      expect.objectContaining({
        name: "dryRun",
        in: "query",
        required: false,
        description: "Say what would happen",
      }),
    ]);
  });

  it("says which permission an operation needs, who has it, and how one says who one is", () => {
    expect(operation["x-permission"]).toBe("hosting:read");
    expect(operation["x-roles"]).toEqual(["owner", "admin", "site_manager", "operator", "customer"]);
    expect(operation["x-access"]).toBe("Wants the permission to see sites, miners and their state.");
    expect(operation.security).toEqual([{ cookie: [] }, { apiKey: [] }, { bearer: [] }]);
    expect(Object.keys(document.components.securitySchemes)).toEqual(["cookie", "apiKey", "bearer"]);
  });

  it("asks nobody for what is public or open to visitors, and no program for what wants a person", () => {
    const securityOf = (permission: Access) => {
      const described = openApiDocument([{ ...contract, permission }], "1");
      const { post } = JSON.parse(JSON.stringify(described.paths))["/api/things/{id}"];
      return post.security;
    };
    expect(securityOf("public")).toEqual([]);
    expect(securityOf("market:read")).toEqual([{}, { cookie: [] }, { apiKey: [] }, { bearer: [] }]);
    expect(securityOf("auth:manage_own_keys")).toEqual([{ cookie: [] }]);
    expect(securityOf("auth:manage_own_account")).toEqual([{ cookie: [] }]);
  });

  it("names every answer: the result, the other statuses and the error", () => {
    expect(Object.keys(operation.responses).sort()).toEqual(["200", "202", "default"]);
    expect(operation.responses.default.content["application/json"].schema.$ref).toBe(
      "#/components/schemas/Error",
    );
    expect(document.components.schemas.Error.properties.error.required).toContain("requestId");
  });
});
