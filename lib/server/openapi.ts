import { z } from "zod";
import { can } from "@/lib/domain/rbac/can";
import { type Permission, permissionTable } from "@/lib/domain/rbac/permission-table";
import { isForPrograms } from "@/lib/domain/rbac/program-permissions";
import { askers } from "@/lib/domain/rbac/role";
import type { AnyRouteContract, ByteContent } from "@/lib/server/contract";
import { errorStatus } from "@/lib/server/errors";

const errorSchema = z
  .object({
    error: z.object({
      code: z.enum(Object.keys(errorStatus)),
      message: z.string().describe("What is wrong, in words for a person."),
      reason: z
        .enum(["confirm_identity", "second_factor_wanted", "email_not_verified"])
        .optional()
        .describe("What to do about it, where a program can do something."),
      fields: z
        .array(z.object({ field: z.string(), message: z.string(), value: z.string().optional() }))
        .optional()
        .describe("Every rule that the request breaks, each with field and value."),
      requestId: z.string().describe("Quote it when you ask us about this answer."),
    }),
  })
  .meta({ title: "Error" });

/** JSON as OpenAPI documents hold it. */
export type JsonValue =
  | string
  | number
  | boolean
  | null
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/**
 * The OpenAPI 3.1 document of a list of route contracts.
 * Schemas are JSON Schema 2020-12, which is what OpenAPI 3.1 uses.
 */
export function openApiDocument(
  contracts: readonly AnyRouteContract[],
  version: string,
): { [key: string]: JsonValue } {
  const paths: Record<string, Record<string, JsonValue>> = {};
  for (const contract of contracts) {
    const operations = paths[contract.path] ?? {};
    operations[contract.method.toLowerCase()] = operation(contract);
    paths[contract.path] = operations;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "HashInsight API",
      version,
      description:
        "Success is the documented body itself. An error is `{ error: { code, message, fields?, requestId } }` with the matching status. The API is unversioned and only ever added to.",
    },
    paths,
    components: { schemas: { Error: jsonSchema(errorSchema, "output") }, securitySchemes },
  };
}

/** The three ways to say who one is. */
const securitySchemes = {
  cookie: {
    type: "apiKey",
    in: "cookie",
    name: "hi-session",
    description: "The session of a browser; `__Host-hi-session` where the address is https.",
  },
  apiKey: {
    type: "apiKey",
    in: "header",
    name: "X-API-Key",
    description: "A key made on the page of your account: `hi_live_...`",
  },
  bearer: {
    type: "http",
    scheme: "bearer",
    bearerFormat: "JWT",
    description: "A short token of `/api/auth/token`; a key may be sent this way, too.",
  },
} as const;

/** Which of them open an operation; visitors need none where the table opens it to them. */
function security(access: AnyRouteContract["permission"]): JsonValue {
  if (access === "public") return [];
  const byPerson = { cookie: [] };
  const byProgram = isForPrograms(access) ? [{ apiKey: [] }, { bearer: [] }] : [];
  return [...(can("visitor", access) ? [{}] : []), byPerson, ...byProgram];
}

/** What an operation needs, for machines and in words. */
function accessOf(access: AnyRouteContract["permission"]): { readonly [name: string]: JsonValue } {
  if (access === "public") return { security: [], "x-permission": null, "x-roles": [...askers] };
  const roles = askers.filter((asker) => can(asker, access));
  return {
    security: security(access),
    "x-permission": access,
    "x-roles": roles,
    "x-access": accessInWords(access),
  };
}

function accessInWords(permission: Permission): string {
  const { allows, isDangerous } = permissionTable[permission];
  const confirm = isDangerous ? " Only at a browser, within ten minutes of confirming who you are." : "";
  const browser = !isDangerous && !isForPrograms(permission) ? " Only at a browser." : "";
  return `Wants the permission to ${allows}.${confirm}${browser}`;
}

function operation(contract: AnyRouteContract): JsonValue {
  return {
    operationId: operationId(contract),
    tags: [contract.tag],
    summary: contract.summary,
    ...(contract.description === undefined ? {} : { description: contract.description }),
    ...accessOf(contract.permission),
    ...parametersOf(contract),
    ...requestBody(contract),
    responses: {
      ...results(contract),
      default: {
        description: "What went wrong",
        content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } },
      },
    },
  };
}

function requestBody(contract: AnyRouteContract): { readonly requestBody?: JsonValue } {
  if ("resultBytes" in contract) {
    if (contract.bodyBytes === undefined) return {};
    return { requestBody: { required: true, ...byteContent(contract.bodyBytes) } };
  }
  if (contract.body === undefined) return {};
  const example = contract.exampleBody === undefined ? {} : { example: contract.exampleBody as JsonValue };
  return {
    requestBody: {
      required: true,
      content: { "application/json": { schema: jsonSchema(contract.body, "input"), ...example } },
    },
  };
}

function results(contract: AnyRouteContract): { readonly [status: string]: JsonValue } {
  if ("resultBytes" in contract) return { 200: byteContent(contract.resultBytes) };
  const content = jsonContent(contract.result, "output");
  const also = Object.entries(contract.alsoAnswers ?? {}).map(([status, description]) => [
    status,
    { description, content },
  ]);
  return { 200: { description: "The result", content }, ...Object.fromEntries(also) };
}

/** Bytes need no schema in OpenAPI 3.1: the media type says what they are. */
function byteContent({ contentTypes, description }: ByteContent) {
  return { description, content: Object.fromEntries(contentTypes.map((type) => [type, {}])) };
}

function operationId(contract: AnyRouteContract): string {
  const words = contract.path.split(/[^A-Za-z0-9]+/).filter((word) => word !== "" && word !== "api");
  return [contract.method.toLowerCase(), ...words].join("_");
}

function jsonContent(schema: z.ZodType, io: "input" | "output"): JsonValue {
  return { "application/json": { schema: jsonSchema(schema, io) } };
}

function jsonSchema(schema: z.ZodType, io: "input" | "output"): JsonValue {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, target: "draft-2020-12" });
  // A JSON Schema is JSON by construction; the library's type only allows more than that.
  return rest as JsonValue;
}

function parametersOf({ params, query }: AnyRouteContract): { readonly parameters?: JsonValue } {
  if (params === undefined && query === undefined) return {};
  const path = params === undefined ? [] : parameters(params, "path");
  return { parameters: [...path, ...(query === undefined ? [] : parameters(query, "query"))] };
}

function parameters(schema: z.ZodType, place: "path" | "query"): readonly JsonValue[] {
  const object = jsonSchema(schema, "input") as {
    readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
    readonly required?: readonly string[];
  };
  return Object.entries(object.properties ?? {}).map(([name, property]) => ({
    name,
    in: place,
    required: place === "path" || (object.required?.includes(name) ?? false),
    ...(property.description === undefined ? {} : { description: property.description }),
    schema: property as JsonValue,
  }));
}
