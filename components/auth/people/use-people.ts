"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { type RemoteRows, useRemoteRows } from "@/components/auth/people/use-remote-rows";
import { askAnew } from "@/lib/browser/ask-anew";
import { fetchJson, isRecord } from "@/lib/browser/fetch-json";
import { useLive } from "@/lib/browser/live/use-live";
import type { PeopleList, PersonRow } from "@/lib/modules/auth/people/schema";

const peopleKey = ["auth", "people"] as const;

/** A look at the parts the screens rely on; the server has checked the whole by its schema. */
function isPersonRow(value: unknown): value is PersonRow {
  return (
    isRecord(value) &&
    typeof value.id === "string" &&
    typeof value.kind === "string" &&
    typeof value.role === "string" &&
    typeof value.state === "string" &&
    Array.isArray(value.sites)
  );
}

function isPeopleList(body: unknown): body is PeopleList {
  return (
    isRecord(body) &&
    typeof body.count === "number" &&
    typeof body.total === "number" &&
    isRecord(body.states) &&
    Array.isArray(body.people) &&
    body.people.every(isPersonRow)
  );
}

function parsePeople(body: unknown): PeopleList {
  if (!isPeopleList(body)) throw new TypeError("the people are not as documented");
  return body;
}

const rowsOf = (page: PeopleList) => page.people;

/** People that a search leaves, fetched as they come near the window, and anew when something about people changed. */
export function usePeople(
  search: string,
  first: { readonly search: string; readonly page: PeopleList } | null,
): RemoteRows<PersonRow, PeopleList> {
  useLive("people", peopleKey);
  return useRemoteRows<PersonRow, PeopleList>({
    key: peopleKey,
    search,
    fetchPage: fetchPeople,
    rowsOf,
    first,
  });
}

/** A window of the people that a search leaves. */
export function fetchPeople(search: string, offset: number, limit: number, signal?: AbortSignal) {
  const window = `offset=${offset}&limit=${limit}`;
  const url = `/api/people?${search === "" ? window : `${search}&${window}`}`;
  return fetchJson(url, parsePeople, signal === undefined ? {} : { signal });
}

/** Has everything about people asked for anew, after a change. */
export function usePeopleChanged(): () => void {
  const client = useQueryClient();
  const router = useRouter();
  return useCallback(() => {
    void askAnew(client, peopleKey);
    router.refresh();
  }, [client, router]);
}
