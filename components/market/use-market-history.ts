"use client";

import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { fetchJson, isRecord } from "@/lib/browser/fetch-json";
import type { MarketHistory } from "@/lib/modules/market/schema";

/** A look at the parts this page relies on; the server has checked the whole by its schema. */
function parseMarketHistory(body: unknown): MarketHistory {
  if (!isRecord(body)) throw new TypeError("not an object");
  if (!Array.isArray(body.days) || !Array.isArray(body.retargets))
    throw new TypeError("days or retargets is missing");
  if (!isRecord(body.provenance)) throw new TypeError("provenance is missing");
  return body as unknown as MarketHistory;
}

/** Daily closes, retargets and hashprice over the whole known history; asked once an hour at most. */
export function useMarketHistory(): UseQueryResult<MarketHistory> {
  return useQuery({
    queryKey: ["market", "history"],
    queryFn: ({ signal }) => fetchJson("/api/market/history", parseMarketHistory, { signal }),
    staleTime: 3_600_000,
  });
}
