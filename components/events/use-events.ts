"use client";

import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { askAnew } from "@/lib/browser/ask-anew";
import { fetchJson, isRecord } from "@/lib/browser/fetch-json";
import type {
  DeadLetters,
  EventsOverview,
  JobFunctions,
  Run,
  RunDetail,
  Runs,
} from "@/lib/modules/events/schema";

/** Most of what the screen shows moves without anybody's doing, so it is asked for again and again while it is seen. */
const againMs = 5000;
const keys = { all: ["events"] } as const;

/** A look at the part the screen relies on; the server has checked the whole by its schema. */
function withKeys<Body>(...needed: string[]): (body: unknown) => Body {
  return (body) => {
    if (!isRecord(body) || needed.some((key) => !(key in body)))
      throw new TypeError("the answer is not as documented");
    return body as Body;
  };
}

/** How the spine does now; what the server rendered stands until the first answer. */
export function useOverview(first: EventsOverview) {
  return useQuery({
    queryKey: [...keys.all, "overview"],
    queryFn: ({ signal }) =>
      fetchJson("/api/events/overview", withKeys<EventsOverview>("perMinute", "lags", "outbox"), { signal }),
    initialData: first,
    initialDataUpdatedAt: Date.parse(first.asOf),
    refetchInterval: againMs,
  });
}

export function useFunctions() {
  return useQuery({
    queryKey: [...keys.all, "functions"],
    queryFn: ({ signal }) =>
      fetchJson("/api/events/functions", withKeys<JobFunctions>("functions"), { signal }),
    refetchInterval: againMs,
  });
}

export interface RunFilter {
  readonly functionId: string | null;
  readonly state: Run["state"] | null;
}

export function useRuns({ functionId, state }: RunFilter) {
  return useInfiniteQuery({
    queryKey: [...keys.all, "runs", functionId, state],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams();
      if (functionId !== null) params.set("functionId", functionId);
      if (state !== null) params.set("state", state);
      if (pageParam !== null) params.set("before", pageParam);
      return fetchJson(`/api/events/runs?${params}`, withKeys<Runs>("runs", "next"), { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: againMs,
  });
}

export function useRun(id: string) {
  return useQuery({
    queryKey: [...keys.all, "run", id],
    queryFn: ({ signal }) =>
      fetchJson(`/api/events/runs/${encodeURIComponent(id)}`, withKeys<RunDetail>("steps", "open"), {
        signal,
      }),
    // What has ended does not change any more.
    refetchInterval: ({ state }) =>
      state.data !== undefined && state.data.state !== "running" ? false : againMs,
  });
}

export function useDeadLetters(state: "open" | "resolved") {
  return useInfiniteQuery({
    queryKey: [...keys.all, "dead-letters", state],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams({ state });
      if (pageParam !== null) params.set("before", pageParam);
      return fetchJson(`/api/events/dead-letters?${params}`, withKeys<DeadLetters>("letters", "open"), {
        signal,
      });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    refetchInterval: againMs,
  });
}

/** Has everything of the screen asked for anew. */
export function useEventsChanged(): () => void {
  const client = useQueryClient();
  return () => void askAnew(client, keys.all);
}
