/** Asks one source after the other and answers with the first that works. @throws AggregateError when none does. */
export async function firstAnswer<Value>(sources: readonly (() => Promise<Value>)[]): Promise<Value> {
  const errors: unknown[] = [];
  for (const ask of sources) {
    try {
      return await ask();
    } catch (error) {
      errors.push(error);
    }
  }
  const reasons = errors.map((error) => (error instanceof Error ? error.message : String(error)));
  throw new AggregateError(errors, `No source answered. ${reasons.join("; ")}`);
}
