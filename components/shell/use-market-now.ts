"use client";

import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { fetchJson, isRecord } from "@/lib/browser/fetch-json";
import type { MarketNow } from "@/lib/modules/market/schema";

/** A look at the parts this page relies on; the server has checked the whole by its schema. */
function parseMarketNow(body: unknown): MarketNow {
  if (!isRecord(body)) throw new TypeError("not an object");
  for (const key of ["btcPriceUsd", "difficulty", "hashpriceUsdPerPhDay", "retarget"]) {
    if (!isRecord(body[key])) throw new TypeError(`${key} is missing`);
  }
  return body as unknown as MarketNow;
}

/**
 * The market as of now, asked again every minute while somebody looks.
 *
 * @param initialNow what the server put into the page, shown until there is something newer.
 */
export function useMarketNow(initialNow?: MarketNow | undefined): UseQueryResult<MarketNow> {
  return useQuery({
    queryKey: ["market", "now"],
    queryFn: ({ signal }) => fetchJson("/api/market/now", parseMarketNow, { signal }),
    refetchInterval: 60_000,
    ...(initialNow === undefined
      ? {}
      : { initialData: initialNow, initialDataUpdatedAt: Date.parse(initialNow.generatedAt) }),
  });
}
