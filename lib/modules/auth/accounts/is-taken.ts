/** Whether the database refused a row because another one has what an index wants to be unique. */
export function isTaken(error: unknown, index: string): boolean {
  if (!(error instanceof Error)) return false;
  const { code, constraint_name: constraint } = error as { code?: unknown; constraint_name?: unknown };
  return (code === "23505" && constraint === index) || isTaken(error.cause, index);
}
