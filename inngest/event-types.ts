import { membershipChanged } from "@/lib/modules/auth/people/events";
import { portfolioUpdated } from "@/lib/modules/calculator/portfolio/events";
import { marketPriceChanged, marketRetargeted } from "@/lib/modules/market/events";
import { mailRequested } from "@/lib/server/mail/request-mail";
import type { EventTypes } from "./hand-over/sort-out";

/** Every kind of event; a new one is added here and nowhere else. What is not in it becomes a dead letter. */
export const eventTypes: EventTypes = new Map(
  [mailRequested, membershipChanged, marketPriceChanged, marketRetargeted, portfolioUpdated].map((event) => [
    event.type,
    event,
  ]),
);
