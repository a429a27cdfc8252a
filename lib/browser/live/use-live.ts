"use client";

import { hashKey, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { askAnew } from "@/lib/browser/ask-anew";
import { reportSignedOut } from "@/lib/browser/ask-person";
import { fetchJson, parseRecord } from "@/lib/browser/fetch-json";
import { addInterest } from "@/lib/browser/live/interests";
import type { LiveTopic } from "@/lib/domain/live/topics";

/** Has the queries whose keys begin with `queryKey` asked anew whenever something of the topic changed. */
export function useLive(topic: LiveTopic, queryKey: QueryKey): void {
  const client = useQueryClient();
  const hash = hashKey(queryKey);
  useEffect(
    () => addInterest({ topic, refetch: () => askAnew(client, JSON.parse(hash)) }),
    [client, topic, hash],
  );
}

/**
 * Has the page itself made anew on the server whenever something of the topic changed. Somebody whose session has ended
 * is told so instead: the page would lead them to sign in, and what they typed would be lost.
 */
export function useLivePage(topic: LiveTopic): void {
  const router = useRouter();
  useEffect(
    () =>
      addInterest({
        topic,
        refetch: async () => {
          const { kind } = await fetchJson("/api/auth/me", parseRecord);
          if (kind === "visitor") return reportSignedOut();
          router.refresh();
          return await new Promise((resolve) => setTimeout(resolve, settlingMs));
        },
      }),
    [router, topic],
  );
}

/** The router does not say when it is done; by then it is. */
const settlingMs = 1000;
