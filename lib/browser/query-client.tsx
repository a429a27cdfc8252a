"use client";

import { QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { ApiError } from "@/lib/browser/fetch-json";

/** Asking again helps when nothing arrived or the server was busy; it never turns a wrong request into a right one. */
function worthRetrying(failures: number, error: unknown): boolean {
  if (error instanceof ApiError && error.status !== null && error.status < 500) return false;
  return failures < 2;
}

// Loads when it is needed, which is never for visitors.
async function tellFrame(): Promise<void> {
  (await import("@/lib/browser/ask-person")).reportSignedOut();
}

/** Gives the page one cache for what it asked the API. Where an answer takes the person for a visitor, the frame is told. */
export function QueryProvider({ children }: { readonly children: ReactNode }) {
  const [client] = useState(
    () =>
      new QueryClient({
        queryCache: new QueryCache({
          onError: (error) => {
            if (error instanceof ApiError && error.code === "unauthenticated") void tellFrame();
          },
        }),
        defaultOptions: { queries: { staleTime: 30_000, retry: worthRetrying, refetchOnWindowFocus: true } },
      }),
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}
