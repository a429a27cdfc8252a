import { type SchemaNode, schemaFields } from "@/components/api-reference/schema-fields";
import { Table, Td, Th } from "@/components/ui/table";

interface FieldTableProps {
  readonly caption: string;
  readonly schema: SchemaNode;
  /** Whether "required" means anything here: it does for what is sent, not for what is answered. */
  readonly showsRequired: boolean;
}

/** The fields of a body as a table. */
export function FieldTable({ caption, schema, showsRequired }: FieldTableProps) {
  const fields = schemaFields(schema);
  if (fields.length === 0) return <p className="text-muted-foreground">A JSON document.</p>;
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>Field</Th>
          <Th>Type</Th>
          <Th>Rule</Th>
          <Th>Meaning</Th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.path}>
            <Td className="min-w-44">
              <code className="break-all">{field.path}</code>
              {showsRequired && field.isRequired && (
                <span className="ml-1.5 text-warn text-xs">required</span>
              )}
            </Td>
            <Td className="text-muted-foreground">{field.type}</Td>
            <Td className="text-muted-foreground">{field.rule}</Td>
            <Td className="min-w-48">{field.description}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
