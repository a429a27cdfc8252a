"use client";

import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { Person, Visitor } from "@/components/shell/person/person";
import { fetchJson, parseRecord } from "@/lib/browser/fetch-json";

export const personQueryKey = ["auth", "me"] as const;

/**
 * Who looks at the screen. Pages are the same to everybody and many are made at build time, so the frame asks from the
 * browser. Asked again when the window gets the focus, never by itself: that would keep a forgotten session alive.
 */
export function usePerson(): UseQueryResult<Person | Visitor> {
  return useQuery({
    queryKey: personQueryKey,
    queryFn: async ({ signal }): Promise<Person | Visitor> => {
      const body = await fetchJson("/api/auth/me", parseRecord, { signal });
      if (body.kind === "visitor") return { kind: "visitor" };
      // What only people need is not loaded by visitors.
      return (await import("@/components/shell/person/person-of")).personOf(body);
    },
    // Somebody who comes back from signing in elsewhere is not kept waiting for the answer to age.
    refetchOnWindowFocus: "always",
  });
}
