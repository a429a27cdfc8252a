"use client";

import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { fetchJson, isRecord } from "@/lib/browser/fetch-json";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

/** A look at the parts the screens rely on; the server has checked the whole by its schema. */
function isMinerModel(value: unknown): value is MinerModel {
  return (
    isRecord(value) &&
    typeof value.slug === "string" &&
    typeof value.name === "string" &&
    typeof value.hashrateThs === "number" &&
    typeof value.powerWatts === "number" &&
    isRecord(value.source)
  );
}

function parseMinerModels(body: unknown): readonly MinerModel[] {
  if (!isRecord(body) || !Array.isArray(body.models)) throw new TypeError("models is missing");
  if (!body.models.every(isMinerModel)) throw new TypeError("a model is not as documented");
  return body.models;
}

/** Every machine of the catalogue, most efficient first; asked once an hour at most. */
export function useMinerModels(): UseQueryResult<readonly MinerModel[]> {
  return useQuery({
    queryKey: ["miners"],
    queryFn: ({ signal }) => fetchJson("/api/miners", parseMinerModels, { signal }),
    staleTime: 3_600_000,
  });
}
