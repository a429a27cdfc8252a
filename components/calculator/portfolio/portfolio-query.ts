"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { askAnew } from "@/lib/browser/ask-anew";
import { fetchJson, isRecord } from "@/lib/browser/fetch-json";
import { useLive } from "@/lib/browser/live/use-live";
import type { HistoryDay, Portfolio } from "@/lib/modules/calculator/portfolio/schema";

/** Everything about the person's portfolio begins with it. */
export const portfolioKey = ["portfolio"] as const;
export const machinesKey = [...portfolioKey, "machines"] as const;
const historyKey = [...portfolioKey, "history"] as const;

/** Should the stream be silent, a change is asked after by itself. */
const recalculatingPollMs = 5_000;

/** A look at the parts the screen relies on; the server has checked the whole by its schema. */
function parsePortfolio(body: unknown): Portfolio {
  if (!isPortfolio(body)) throw new TypeError("the portfolio is not as documented");
  return body;
}

function isPortfolio(body: unknown): body is Portfolio {
  return isRecord(body) && Array.isArray(body.machines) && typeof body.isRecalculating === "boolean";
}

function parseHistory(body: unknown): readonly HistoryDay[] {
  if (!isHistory(body)) throw new TypeError("the history is not as documented");
  return body.days;
}

function isHistory(body: unknown): body is { readonly days: readonly HistoryDay[] } {
  return isRecord(body) && Array.isArray(body.days);
}

/** The person's machines and figures; asked for anew whenever the server says that they have changed. */
export function usePortfolio(first: Portfolio) {
  useLive("portfolio", portfolioKey);
  const { data, error, refetch } = useQuery({
    queryKey: machinesKey,
    queryFn: ({ signal }) => fetchJson("/api/portfolio", parsePortfolio, { signal }),
    initialData: first,
    refetchInterval: ({ state }) => (state.data?.isRecalculating === true ? recalculatingPollMs : false),
  });
  return { portfolio: data ?? first, error, retry: () => void refetch() };
}

/** Profit day by day, oldest first. */
export function usePortfolioHistory(first: readonly HistoryDay[]): readonly HistoryDay[] {
  const { data } = useQuery({
    queryKey: historyKey,
    queryFn: ({ signal }) => fetchJson("/api/portfolio/history", parseHistory, { signal }),
    initialData: first,
  });
  return data ?? first;
}

/** Has everything about the portfolio asked for anew. */
export function usePortfolioChanged(): () => void {
  const client = useQueryClient();
  return useCallback(() => void askAnew(client, portfolioKey), [client]);
}
