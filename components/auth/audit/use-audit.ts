"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type AuditFilters, filterParams } from "@/components/auth/audit/audit-filters";
import { fetchJson, isRecord } from "@/lib/browser/fetch-json";
import { useLive } from "@/lib/browser/live/use-live";
import type { AuditPage } from "@/lib/modules/auth/audit/schema";

/** A look at the parts the screen relies on; the server has checked the whole by its schema. */
function isAuditPage(body: unknown): body is AuditPage {
  return (
    isRecord(body) &&
    Array.isArray(body.entries) &&
    body.entries.every(
      (entry: unknown) =>
        isRecord(entry) &&
        typeof entry.id === "string" &&
        typeof entry.action === "string" &&
        isRecord(entry.actor) &&
        isRecord(entry.object) &&
        Array.isArray(entry.changes),
    )
  );
}

function parseAuditPage(body: unknown): AuditPage {
  if (!isAuditPage(body)) throw new TypeError("the trail is not as documented");
  return body;
}

const auditKey = ["auth", "audit"] as const;

/** The filtered trail, newest first, page by page; asked once a person pauses in typing, and anew when it has grown. */
export function useAudit(filters: AuditFilters) {
  const asked = usePaused(filterParams(filters).toString());
  useLive("audit", auditKey);
  return useInfiniteQuery({
    queryKey: [...auditKey, asked],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams(asked);
      if (pageParam !== null) params.set("after", pageParam);
      return fetchJson(`/api/audit?${params}`, parseAuditPage, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
  });
}

const pauseMs = 250;

function usePaused(value: string): string {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), pauseMs);
    return () => clearTimeout(timer);
  }, [value]);
  return paused;
}
