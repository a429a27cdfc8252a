import autocannon from "autocannon";

/** Requests per second that a target answers to 20 callers who each wait for their answer. */
export async function requestsPerSecond(
  url: string,
  seconds: number,
): Promise<{ perSecond: number; errors: number }> {
  const result = await autocannon({ url, connections: 20, duration: seconds });
  return { perSecond: result.requests.average, errors: result.errors + result.non2xx };
}
