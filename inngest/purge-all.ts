/**
 * Deletes batch after batch until there is nothing left, or the time is up; the next run goes on then.
 *
 * @param purge deletes a batch and says how much.
 * @returns how much was deleted.
 */
export async function purgeAll(purge: () => Promise<number>, signal: AbortSignal): Promise<number> {
  let deleted = 0;
  while (!signal.aborted) {
    const count = await purge();
    deleted += count;
    if (count === 0) break;
  }
  return deleted;
}
