/**
 * Runs once when the web process starts: fills the market cache, so that the first visitor does not wait for
 * providers. It does not hold up the start, and what it cannot fetch is asked for again by the first reader.
 */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { readLiveMarket } = await import("@/lib/modules/market/live-sources");
  void readLiveMarket();
}
