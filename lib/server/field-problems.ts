import type { z } from "zod";
import type { FieldProblem } from "@/lib/server/errors";

const valueCharsMax = 200;

/** Every broken rule of a failed parse as field, value and words; array indices read `rows[3].quantity`. */
export function fieldProblems(error: z.ZodError, input: unknown): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({
        field: fieldName([...issue.path, key]),
        message: "This field is not known here",
      }));
    }
    const value = valueAt(input, issue.path);
    const problem = { field: fieldName(issue.path), message: issue.message };
    return value === undefined ? [problem] : [{ ...problem, value: shown(value) }];
  });
}

function fieldName(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "body";
  return path.reduce<string>((name, key) => {
    if (typeof key === "number") return `${name}[${key}]`;
    return name === "" ? String(key) : `${name}.${String(key)}`;
  }, "");
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  let value: unknown = input;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length <= valueCharsMax ? text : `${text.slice(0, valueCharsMax)}…`;
}
