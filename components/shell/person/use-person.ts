"use client";

import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { type Person, personOf, type Visitor } from "@/components/shell/person/person";
import { fetchJson } from "@/lib/browser/fetch-json";

export const personQueryKey = ["auth", "me"] as const;

/**
 * Who looks at the screen. Pages are the same to everybody and many are made at build time, so the frame asks from the
 * browser. Asked again when the window gets the focus, never by itself: that would keep a forgotten session alive.
 */
export function usePerson(): UseQueryResult<Person | Visitor> {
  return useQuery({
    queryKey: personQueryKey,
    queryFn: ({ signal }) => fetchJson("/api/auth/me", personOf, { signal }),
  });
}
