import { FieldTable } from "@/components/api-reference/field-table";
import type { SchemaNode } from "@/components/api-reference/schema-fields";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";

/** What goes in or comes out: one JSON value, or bytes as they are. */
export type OperationContent =
  | { readonly kind: "json"; readonly schema: SchemaNode; readonly example: unknown }
  | {
      readonly kind: "bytes";
      readonly contentTypes: readonly string[];
      readonly description: string;
    };

interface OperationParameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly schema: SchemaNode;
}

/** One operation of the API document, as far as the reference reads it. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  /** What the permission it needs allows, in words; absent for what is public. */
  readonly access?: string;
  readonly permission: string | null;
  /** Who has that permission; "visitor" is somebody who did not sign in. */
  readonly roles: readonly string[];
  /** Whether a key or token opens it, or none is needed; else it is called at a browser only. */
  readonly isForPrograms: boolean;
  readonly parameters?: readonly OperationParameter[];
  readonly body?: OperationContent;
  readonly result: OperationContent;
}

function curl({ method, path, body, roles }: Operation): string {
  const key = roles.includes("visitor") ? "" : '-H "X-API-Key: $KEY" ';
  const start = `curl ${method === "GET" ? "" : `-X ${method} `}${key}"$ADDRESS${path}"`;
  const next = " \\\n  ";
  if (body?.kind === "bytes") {
    return `${start}${next}-H "content-type: ${body.contentTypes[0]}"${next}--data-binary @file`;
  }
  if (body?.example === undefined) return start;
  return `${start}${next}-H "content-type: application/json"${next}-d '${JSON.stringify(body.example, null, 2)}'`;
}

/** One operation: what it is for, how to call it, what goes in and what comes out. */
export function OperationSection({ operation }: { readonly operation: Operation }) {
  return (
    <section
      id={operation.operationId}
      aria-labelledby={`${operation.operationId}-title`}
      className="scroll-mt-20"
    >
      <Card>
        <CardHeader
          title={
            <span id={`${operation.operationId}-title`} className="flex flex-wrap items-center gap-2">
              <Badge tone="outline">{operation.method}</Badge>
              <code className="break-all">{operation.path}</code>
            </span>
          }
          description={operation.summary}
        />
        <CardBody className="grid grid-cols-1 gap-5">
          {operation.description !== undefined && <p className="max-w-prose">{operation.description}</p>}
          <AccessNote operation={operation} />
          {operation.isForPrograms && (
            <pre className="whitespace-pre-wrap break-words rounded-md bg-muted p-3 text-xs leading-5">
              <code>{curl(operation)}</code>
            </pre>
          )}
          {operation.parameters !== undefined && (
            <details open>
              <summary className="cursor-pointer py-1 font-medium">Parameters</summary>
              <FieldTable
                caption={`Parameters of ${operation.method.toUpperCase()} ${operation.path}`}
                schema={schemaOf(operation.parameters)}
                showsRequired
              />
            </details>
          )}
          {operation.body !== undefined && (
            <details open>
              <summary className="cursor-pointer py-1 font-medium">Body</summary>
              <Content
                content={operation.body}
                name={`the body of ${operation.method.toUpperCase()} ${operation.path}`}
                showsRequired
              />
            </details>
          )}
          <details>
            <summary className="cursor-pointer py-1 font-medium">Answer</summary>
            <Content
              content={operation.result}
              name={`the answer of ${operation.method.toUpperCase()} ${operation.path}`}
              showsRequired={false}
            />
          </details>
        </CardBody>
      </Card>
    </section>
  );
}

/** Who may call it, and by which permission. */
function AccessNote({ operation: { access, permission, roles } }: { readonly operation: Operation }) {
  if (permission === null || roles.includes("visitor")) {
    return <p className="text-muted-foreground text-xs">Open to everybody, without signing in.</p>;
  }
  return (
    <div className="grid gap-1.5 text-xs">
      <p className="text-muted-foreground">
        {access} <code>{permission}</code>
      </p>
      <p className="flex flex-wrap items-center gap-1.5">
        <span className="text-muted-foreground">Who has it:</span>
        {roles.map((role) => (
          <Badge key={role} tone="outline">
            {role.replace("_", " ")}
          </Badge>
        ))}
      </p>
    </div>
  );
}

interface ContentProps {
  readonly content: OperationContent;
  readonly name: string;
  readonly showsRequired: boolean;
}

function Content({ content, name, showsRequired }: ContentProps) {
  if (content.kind === "json") {
    return <FieldTable caption={`Fields of ${name}`} schema={content.schema} showsRequired={showsRequired} />;
  }
  return (
    <div className="grid gap-2">
      <p className="max-w-prose whitespace-pre-line">{content.description}</p>
      <p className="text-muted-foreground text-xs">
        Content type: <code className="break-words">{content.contentTypes.join(", ")}</code>
      </p>
    </div>
  );
}

/** Parameters as the fields of one object; those of the path stand in braces, as in the address. */
function schemaOf(parameters: readonly OperationParameter[]): SchemaNode {
  return {
    properties: Object.fromEntries(parameters.map((parameter) => [shownName(parameter), parameter.schema])),
    required: parameters.filter(({ required }) => required).map(shownName),
  };
}

function shownName(parameter: OperationParameter): string {
  return parameter.in === "path" ? `{${parameter.name}}` : parameter.name;
}
