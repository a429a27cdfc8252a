import "server-only";
import { database } from "@/lib/server/database";
import { env } from "@/lib/server/env";
import { createCallBudget } from "@/lib/server/outbound/call-budget";
import { createOutboundClient, type OutboundClient } from "@/lib/server/outbound/fetch-json";
import type { OutboundStats } from "@/lib/server/outbound/outbound-counters";
import { callLimits } from "./call-limits";
import { createProviders, type ProvidersOptions } from "./create-providers";
import type { Providers } from "./providers";

// On globalThis because breakers and counters must be one per process, whatever bundle asks.
const holder: { hashinsightOutbound?: OutboundClient } = globalThis as typeof globalThis & {
  hashinsightOutbound?: OutboundClient;
};

function outbound(): OutboundClient {
  if (holder.hashinsightOutbound === undefined) {
    const limits = callLimits({ coinwarzApiKey: env().COINWARZ_API_KEY });
    holder.hashinsightOutbound = createOutboundClient({ budget: createCallBudget(database().db, limits) });
  }
  return holder.hashinsightOutbound;
}

/**
 * The providers as the environment configures them, over the process's one outbound client; `null` when
 * `MARKET_PROVIDERS` is "off".
 *
 * @param lastKnown the newest trusted values, which bound how far the next ones may jump.
 */
export function liveProviders(lastKnown: NonNullable<ProvidersOptions["lastKnown"]>): Providers | null {
  const settings = env();
  if (settings.MARKET_PROVIDERS === "off") return null;
  return createProviders({
    fetchJson: outbound().fetchJson,
    lastKnown,
    upstreamBaseUrl: settings.MARKET_UPSTREAM_BASE_URL,
    coingeckoApiKey: settings.COINGECKO_API_KEY,
    coinwarzApiKey: settings.COINWARZ_API_KEY,
    ankrApiKey: settings.ANKR_API_KEY,
  });
}

/** Calls, failures and circuits of every provider since the process started. */
export function outboundStats(): OutboundStats {
  return outbound().stats();
}
