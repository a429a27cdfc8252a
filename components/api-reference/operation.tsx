import { FieldTable } from "@/components/api-reference/field-table";
import type { SchemaNode } from "@/components/api-reference/schema-fields";
import { Badge } from "@/components/ui/badge";
import { Card, CardBody, CardHeader } from "@/components/ui/card";

/** One operation of the API document, as far as the reference reads it. */
export interface Operation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly { readonly name: string; readonly description?: string }[];
  readonly bodySchema?: SchemaNode;
  readonly exampleBody?: unknown;
  readonly resultSchema: SchemaNode;
}

function curl({ method, path, exampleBody }: Operation): string {
  const start = `curl ${method === "GET" ? "" : `-X ${method} `}"$ADDRESS${path}"`;
  if (exampleBody === undefined) return start;
  return `${start} \\\n  -H "content-type: application/json" \\\n  -d '${JSON.stringify(exampleBody, null, 2)}'`;
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
          <pre className="whitespace-pre-wrap break-words rounded-md bg-muted p-3 text-xs leading-5">
            <code>{curl(operation)}</code>
          </pre>
          {operation.bodySchema !== undefined && (
            <details open>
              <summary className="cursor-pointer py-1 font-medium">Body</summary>
              <FieldTable
                caption={`Fields of the body of ${operation.path}`}
                schema={operation.bodySchema}
                showsRequired
              />
            </details>
          )}
          <details>
            <summary className="cursor-pointer py-1 font-medium">Answer</summary>
            <FieldTable
              caption={`Fields of the answer of ${operation.path}`}
              schema={operation.resultSchema}
              showsRequired={false}
            />
          </details>
        </CardBody>
      </Card>
    </section>
  );
}
