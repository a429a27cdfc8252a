"use client";

import { type RemoteRows, useRemoteRows } from "@/components/auth/people/use-remote-rows";
import { fetchJson, isRecord } from "@/lib/browser/fetch-json";
import type { Login, LoginList } from "@/lib/modules/auth/people/logins";

const loginsKey = ["auth", "logins"] as const;

function isLogin(value: unknown): value is Login {
  return (
    isRecord(value) &&
    typeof value.id === "string" &&
    typeof value.userId === "string" &&
    typeof value.occurredAt === "string" &&
    typeof value.outcome === "string"
  );
}

function isLoginList(body: unknown): body is LoginList {
  return (
    isRecord(body) &&
    typeof body.count === "number" &&
    Array.isArray(body.logins) &&
    body.logins.every(isLogin)
  );
}

function parseLogins(body: unknown): LoginList {
  if (!isLoginList(body)) throw new TypeError("the sign-ins are not as documented");
  return body;
}

const rowsOf = (page: LoginList) => page.logins;

/** Tries to sign in that a search leaves, fetched as they come near the window. */
export function useLogins(
  search: string,
  first: { readonly search: string; readonly page: LoginList } | null,
): RemoteRows<Login, LoginList> {
  return useRemoteRows<Login, LoginList>({ key: loginsKey, search, fetchPage: fetchLogins, rowsOf, first });
}

/** A window of the tries that a search leaves. */
export function fetchLogins(search: string, offset: number, limit: number, signal?: AbortSignal) {
  const window = `offset=${offset}&limit=${limit}`;
  const url = `/api/logins?${search === "" ? window : `${search}&${window}`}`;
  return fetchJson(url, parseLogins, signal === undefined ? {} : { signal });
}
