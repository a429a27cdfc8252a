import "server-only";
import { sql } from "drizzle-orm";
import { AppError } from "@/lib/server/errors";
import { networkOf } from "@/lib/server/network-of";
import { tokenHash } from "@/lib/server/one-time-token";
import { withTransaction } from "@/lib/server/transaction";
import type { Actor, RequestFacts } from "@/lib/server/viewer";

const windowSeconds = 900;

/** How many in 15 minutes, for one network address and one wallet. */
const triesMax = { nonce: 5, login: 3 } as const;

/** Counts a request for a wallet in PostgreSQL, for all processes. @throws AppError `limited` with the seconds to wait. */
export async function limitWallet(
  actor: Actor,
  request: RequestFacts,
  what: keyof typeof triesMax,
  address: string,
): Promise<void> {
  const capacity = triesMax[what];
  const bucket = `wallet-${what}:${tokenHash(`${networkOf(request.address)} ${address}`)}`;
  // A transaction of its own, so that a refused request counts as well.
  const [taken] = await withTransaction(actor, (tx) =>
    tx.execute<{ granted: number; wait_seconds: number }>(sql`
      select granted, wait_seconds
      from take_rate_tokens(${bucket}, 1, ${capacity}::float8, ${capacity / windowSeconds}::float8)`),
  );
  if (taken !== undefined && taken.granted >= 1) return;
  throw new AppError("limited", `At most ${capacity} tries in 15 minutes for a wallet. Try again later.`, {
    retryAfterSeconds: Math.max(1, Math.ceil(taken?.wait_seconds ?? windowSeconds)),
  });
}
