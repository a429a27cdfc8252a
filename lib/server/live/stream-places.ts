import "server-only";
import { AppError } from "@/lib/server/errors";
import { networkOf } from "@/lib/server/network-of";
import type { UserViewer } from "@/lib/server/viewer";

/** Streams open at once. One browser needs one; an office shares an address. */
export const streamsMax = { person: 10, network: 1000, process: 5000 } as const;

/** Open streams of this process, by person and by network. */
const open = new Map<string, number>();
let openCount = 0;

/** Takes a place for one more stream. @returns gives it back. @throws AppError `limited` when there is none. */
export function takeStreamPlace({ userId, request }: UserViewer): () => void {
  const places = [
    { key: `person:${userId}`, max: streamsMax.person, whose: "for you" },
    { key: `network:${networkOf(request.address)}`, max: streamsMax.network, whose: "from this address" },
  ];
  if (openCount >= streamsMax.process) throw tooMany(streamsMax.process, "here");
  for (const { key, max, whose } of places) {
    if ((open.get(key) ?? 0) >= max) throw tooMany(max, whose);
  }
  openCount += 1;
  for (const { key } of places) open.set(key, (open.get(key) ?? 0) + 1);
  return () => {
    openCount -= 1;
    for (const { key } of places) {
      const left = (open.get(key) ?? 1) - 1;
      if (left === 0) open.delete(key);
      else open.set(key, left);
    }
  };
}

function tooMany(max: number, whose: string): AppError {
  return new AppError("limited", `Too many live streams: ${max} are open ${whose}.`, {
    retryAfterSeconds: 30,
  });
}
