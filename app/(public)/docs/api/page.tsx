import type { Metadata } from "next";
import Link from "next/link";
import { contracts } from "@/app/api/contracts";
import {
  type Operation,
  type OperationContent,
  OperationSection,
} from "@/components/api-reference/operation";
import type { SchemaNode } from "@/components/api-reference/schema-fields";
import { openApiDocument } from "@/lib/server/openapi";
import packageJson from "@/package.json";

export const metadata: Metadata = {
  title: "API",
  description: "The routes of HashInsight, their inputs, rules and answers.",
};

interface MediaObject {
  readonly schema?: SchemaNode;
  readonly example?: unknown;
}

interface ContentObject {
  readonly description?: string;
  readonly content: Readonly<Record<string, MediaObject>>;
}

interface OperationObject {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly security: readonly Readonly<Record<string, unknown>>[];
  readonly "x-access"?: string;
  readonly "x-permission": string | null;
  readonly "x-roles": readonly string[];
  readonly parameters?: Operation["parameters"];
  readonly requestBody?: ContentObject;
  readonly responses: { readonly 200: ContentObject };
}

function operationsOf(): Operation[] {
  const document = openApiDocument(contracts, packageJson.version);
  // The document is our own and typed only as JSON; this is the shape that `operation()` writes.
  const paths = document.paths as unknown as Record<string, Record<string, OperationObject>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      operationId: operation.operationId,
      summary: operation.summary,
      ...(operation.description === undefined ? {} : { description: operation.description }),
      ...(operation["x-access"] === undefined ? {} : { access: operation["x-access"] }),
      permission: operation["x-permission"],
      roles: operation["x-roles"],
      isForPrograms: operation.security.length === 0 || operation.security.some((way) => "apiKey" in way),
      ...(operation.parameters === undefined ? {} : { parameters: operation.parameters }),
      ...(operation.requestBody === undefined ? {} : { body: contentOf(operation.requestBody) }),
      result: contentOf(operation.responses[200]),
    })),
  );
}

function contentOf({ description, content }: ContentObject): OperationContent {
  const json = content["application/json"];
  if (json?.schema !== undefined) return { kind: "json", schema: json.schema, example: json.example };
  return { kind: "bytes", contentTypes: Object.keys(content), description: description ?? "" };
}

export default function ApiReferencePage() {
  const operations = operationsOf();
  return (
    <div className="mx-auto grid w-full max-w-5xl grid-cols-1 gap-6 px-4 py-6 sm:px-6">
      <header className="grid gap-2">
        <h1 className="font-semibold text-2xl">API</h1>
        <p className="max-w-prose text-muted-foreground">
          Success is the documented body itself. An error is{" "}
          <code>{"{ error: { code, message, fields?, requestId } }"}</code> with the matching status, and{" "}
          <code>fields</code> names every rule that was broken. The same as a machine reads it:{" "}
          <a className="text-primary-text underline underline-offset-2" href="/api/openapi.json">
            OpenAPI 3.1
          </a>
          .
        </p>
        <p className="max-w-prose text-muted-foreground">
          Programs say who they are by an API key from{" "}
          <Link className="text-primary-text underline underline-offset-2" href="/account">
            your account
          </Link>{" "}
          in the header <code>X-API-Key</code>, or by a short token of{" "}
          <a className="text-primary-text underline underline-offset-2" href="#post_auth_token">
            <code>/api/auth/token</code>
          </a>{" "}
          as <code>Authorization: Bearer</code>. What they may do is said at each operation.
        </p>
        <nav aria-label="Operations">
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {operations.map((operation) => (
              <li key={operation.operationId}>
                <a className="inline-block py-1 hover:underline" href={`#${operation.operationId}`}>
                  <span className="text-muted-foreground text-xs">{operation.method}</span>{" "}
                  <code>{operation.path}</code>
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      {operations.map((operation) => (
        <OperationSection key={operation.operationId} operation={operation} />
      ))}
    </div>
  );
}
