import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineContract } from "./contract";
import { openApiDocument } from "./openapi";

const contract = defineContract({
  method: "POST",
  path: "/api/things/{id}",
  tag: "Things",
  summary: "Change a thing",
  permission: "public",
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
      expect.objectContaining({
        name: "dryRun",
        in: "query",
        required: false,
        description: "Say what would happen",
      }),
    ]);
  });

  it("names every answer: the result, the other statuses and the error", () => {
    expect(Object.keys(operation.responses).sort()).toEqual(["200", "202", "default"]);
    expect(operation.responses.default.content["application/json"].schema.$ref).toBe(
      "#/components/schemas/Error",
    );
    expect(document.components.schemas.Error.properties.error.required).toContain("requestId");
  });
});
