"use client";

import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { fetchJson, isRecord } from "@/lib/browser/fetch-json";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

/** A look at the parts this page relies on; the server has checked the whole by its schema. */
function parseMiners(body: unknown): readonly MinerModel[] {
  if (!isRecord(body) || !Array.isArray(body.models)) throw new TypeError("models is missing");
  for (const model of body.models) {
    if (!isRecord(model) || typeof model.slug !== "string") throw new TypeError("a model has no slug");
  }
  return body.models;
}

/** The catalogue's machines, most efficient first. */
export function useMiners(): UseQueryResult<readonly MinerModel[]> {
  return useQuery({
    queryKey: ["miners"],
    queryFn: ({ signal }) => fetchJson("/api/miners", parseMiners, { signal }),
    staleTime: 3_600_000,
  });
}
