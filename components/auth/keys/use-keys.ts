"use client";

import { type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { askAnew } from "@/lib/browser/ask-anew";
import { fetchJson, isRecord } from "@/lib/browser/fetch-json";
import type { ApiKeyDto } from "@/lib/modules/auth/keys/schema";
import type { MyPermissions } from "@/lib/modules/auth/rbac/schema";

const keysQuery = ["auth", "keys"] as const;

/** A look at the parts the screen relies on; the server has checked the whole by its schema. */
function isApiKey(value: unknown): value is ApiKeyDto {
  return (
    isRecord(value) &&
    typeof value.id === "string" &&
    typeof value.name === "string" &&
    typeof value.state === "string" &&
    typeof value.createdAt === "string" &&
    Array.isArray(value.scopes) &&
    isRecord(value.owner)
  );
}

function parseKeys(body: unknown): readonly ApiKeyDto[] {
  if (!isRecord(body) || !Array.isArray(body.keys)) throw new TypeError("keys is missing");
  if (!body.keys.every(isApiKey)) throw new TypeError("a key is not as documented");
  return body.keys;
}

function isMyPermissions(body: unknown): body is MyPermissions {
  return isRecord(body) && typeof body.role === "string" && Array.isArray(body.permissions);
}

function parseMyPermissions(body: unknown): MyPermissions {
  if (!isMyPermissions(body)) throw new TypeError("the permissions are not as documented");
  return body;
}

/** The newest hundred keys that the person may see. */
export function useKeys(): UseQueryResult<readonly ApiKeyDto[]> {
  return useQuery({
    queryKey: keysQuery,
    queryFn: ({ signal }) => fetchJson("/api/keys?limit=100", parseKeys, { signal }),
  });
}

/** Has the keys asked for anew, after one was made or revoked. */
export function useKeysChanged(): () => void {
  const client = useQueryClient();
  return () => void askAnew(client, keysQuery);
}

/** What the person may do in the company they act for. */
export function useMyPermissions(): UseQueryResult<MyPermissions> {
  return useQuery({
    queryKey: ["auth", "my-permissions"],
    queryFn: ({ signal }) => fetchJson("/api/rbac/my-permissions", parseMyPermissions, { signal }),
  });
}
