/** A JSON Schema as far as the reference reads it. */
export interface SchemaNode {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly SchemaNode[];
  readonly items?: SchemaNode;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly additionalProperties?: boolean | SchemaNode;
  readonly required?: readonly string[];
  readonly description?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
}

/** One row of a field table. */
export interface SchemaField {
  /** `market.btcPriceUsd`, `rows[].quantity`. */
  readonly path: string;
  readonly type: string;
  readonly isRequired: boolean;
  /** Range and default in words; empty when there is none. */
  readonly rule: string;
  readonly description: string;
}

const depthMax = 6;

/** Every field of a schema as rows, parents before children. */
export function schemaFields(schema: SchemaNode, path = "", depth = 0): SchemaField[] {
  if (depth > depthMax) return [];
  const node = withoutNull(schema);
  if (node.items !== undefined) return schemaFields(node.items, `${path}[]`, depth + 1);
  if (typeof node.additionalProperties === "object") {
    return schemaFields(node.additionalProperties, `${path}.*`, depth + 1);
  }
  return Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
    const childPath = path === "" ? name : `${path}.${name}`;
    const inner = withoutNull(child);
    const row: SchemaField = {
      path: childPath,
      type: typeName(child),
      isRequired: node.required?.includes(name) ?? false,
      rule: ruleOf(inner),
      description: child.description ?? inner.description ?? "",
    };
    return [row, ...schemaFields(child, childPath, depth + 1)];
  });
}

function withoutNull(schema: SchemaNode): SchemaNode {
  const options = schema.anyOf?.filter((option) => option.type !== "null") ?? [];
  return options.length === 1 && options[0] !== undefined ? { ...schema, ...options[0] } : schema;
}

function typeName(schema: SchemaNode): string {
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(typeName))].join(" or ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(" or ");
  if (schema.type === "array") return `list of ${typeName(schema.items ?? {})}`;
  return typeof schema.type === "string" ? schema.type : (schema.type ?? ["any"]).join(" or ");
}

function ruleOf(schema: SchemaNode): string {
  const rules: string[] = [];
  if (schema.exclusiveMinimum !== undefined) rules.push(`> ${plain(schema.exclusiveMinimum)}`);
  // JSON Schema writes "any safe integer" as a range; that says nothing to a reader.
  if (schema.minimum !== undefined && schema.minimum > -Number.MAX_SAFE_INTEGER)
    rules.push(`≥ ${plain(schema.minimum)}`);
  if (schema.maximum !== undefined && schema.maximum < Number.MAX_SAFE_INTEGER)
    rules.push(`≤ ${plain(schema.maximum)}`);
  if (schema.default !== undefined) rules.push(`default ${JSON.stringify(schema.default)}`);
  return rules.join(", ");
}

function plain(value: number): string {
  return Math.abs(value) >= 1e6 ? value.toExponential().replace("e+", "e") : String(value);
}
