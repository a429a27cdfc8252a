import type { Metadata } from "next";
import { EventsScreen } from "@/components/events/events-screen";
import { getEventsOverview } from "@/lib/modules/events/queries/get-overview";
import { pageViewer, readForPage } from "@/lib/server/page";

export const metadata: Metadata = { title: "Events" };

export default async function EventsPage() {
  const first = await readForPage("/admin/events", getEventsOverview);
  const viewer = await pageViewer();
  const may = viewer.kind === "user" ? viewer.permissions : new Set<string>();
  return (
    <EventsScreen
      first={first}
      rights={{ mayReplay: may.has("events:retry"), mayDiscard: may.has("events:discard") }}
    />
  );
}
