import { createHash } from "node:crypto";
import { type CallLimit, dayUtc, monthUtc } from "@/lib/server/outbound/call-budget";
import type { ProviderId } from "./provider-id";

/** What CoinGecko's Demo plan allows in a calendar month. */
const coingeckoCallsPerMonthMax = 10_000;
/** What a free CoinWarz key allows in a day and in its life. */
const coinwarzCallsPerDayMax = 25;
const coinwarzCallsPerKeyMax = 1000;

/**
 * The call limits of the providers that count calls. The life of a CoinWarz key is counted under a short
 * fingerprint of the key, so that a new key begins at zero.
 */
export function callLimits(keys: {
  readonly coinwarzApiKey: string | undefined;
}): Partial<Record<ProviderId, readonly CallLimit[]>> {
  const lifetime = `key-${fingerprint(keys.coinwarzApiKey ?? "")}`;
  return {
    coingecko: [{ periodOf: monthUtc, callsMax: coingeckoCallsPerMonthMax }],
    coinwarz: [
      { periodOf: dayUtc, callsMax: coinwarzCallsPerDayMax },
      { periodOf: () => lifetime, callsMax: coinwarzCallsPerKeyMax },
    ],
  };
}

function fingerprint(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 8);
}
