import "server-only";
import type { RequestFacts, UserViewer } from "@/lib/server/viewer";

/** How keys begin; anything else in `X-API-Key` is no key. */
export const apiKeyPrefix = "hi_live_";

/** The viewer of an API key; null when there is no such key (any more). */
export function findApiKeyViewer(_key: string, _request: RequestFacts): Promise<UserViewer | null> {
  return Promise.resolve(null);
}
