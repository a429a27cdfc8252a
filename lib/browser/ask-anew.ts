import type { QueryClient, QueryKey } from "@tanstack/react-query";

/**
 * Has everything whose key begins with `queryKey` asked anew after a change. An answer that is under way may be from
 * before the change; by itself the library would wait for a first one and take it for the newest.
 */
export async function askAnew(client: QueryClient, queryKey: QueryKey): Promise<void> {
  await client.cancelQueries({ queryKey });
  await client.invalidateQueries({ queryKey });
}
