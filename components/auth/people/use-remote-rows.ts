"use client";

import { keepPreviousData, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useState } from "react";

/** Rows of one answer. */
export const pageRows = 100;

interface RemoteRowsOptions<Row, Page> {
  readonly key: readonly string[];
  /** What the rows are asked by, without the window. */
  readonly search: string;
  readonly fetchPage: (search: string, offset: number, limit: number, signal?: AbortSignal) => Promise<Page>;
  readonly rowsOf: (page: Page) => readonly Row[];
  /** The first page of one search, when the server has sent it along. */
  readonly first: { readonly search: string; readonly page: Page } | null;
}

/** Rows that live on the server, as `RemoteTable` wants them. */
export interface RemoteRows<Row, Page> {
  /** The first page, with the counts; that of the last search while the new one is under way. */
  readonly head: Page | undefined;
  readonly error: Error | null;
  readonly rowAt: (index: number) => Row | undefined;
  readonly onWant: (from: number, to: number) => void;
  /** Rises when rows may have changed. */
  readonly version: number;
  readonly retry: () => void;
}

/** Fetches the pages of a list that are near the window, and keeps those that were. */
export function useRemoteRows<Row, Page>(options: RemoteRowsOptions<Row, Page>): RemoteRows<Row, Page> {
  const { key, search, fetchPage, rowsOf, first } = options;
  const client = useQueryClient();
  const [wanted, setWanted] = useState({ search, from: 0, to: 0 });
  const pageQuery = (page: number) => ({
    queryKey: [...key, search, page],
    queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
      fetchPage(search, page * pageRows, pageRows, signal),
  });
  const head = useQuery({
    ...pageQuery(0),
    placeholderData: keepPreviousData,
    ...(first?.search === search ? { initialData: first.page } : {}),
  });
  const pages = wanted.search === search ? range(Math.max(wanted.from, 1), wanted.to + 1) : [];
  const others = useQueries({ queries: pages.map(pageQuery) });
  const onWant = useCallback(
    (from: number, to: number) => {
      const next = {
        search,
        from: Math.floor(from / pageRows),
        to: Math.floor(Math.max(to - 1, 0) / pageRows),
      };
      setWanted((before) =>
        before.search === next.search && before.from === next.from && before.to === next.to ? before : next,
      );
    },
    [search],
  );
  const rowAt = (index: number) => {
    const page = Math.floor(index / pageRows);
    const data = page === 0 ? head.data : client.getQueryData<Page>([...key, search, page]);
    return data === undefined ? undefined : rowsOf(data)[index - page * pageRows];
  };
  const version = others.reduce((sum, { dataUpdatedAt }) => sum + dataUpdatedAt, head.dataUpdatedAt);
  return {
    head: head.data,
    error: head.error,
    rowAt,
    onWant,
    version,
    retry: () => void head.refetch(),
  };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(to - from, 0) }, (_, place) => from + place);
}
