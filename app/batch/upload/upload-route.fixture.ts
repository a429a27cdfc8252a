import { vi } from "vitest";
import { createTestDatabase } from "@/db/testing/test-database";
import type { UploadEvent } from "@/lib/modules/batch/schema/upload-events";
import { bundledTools, eventsOf } from "@/lib/modules/batch/upload/upload.fixture";

/*
 * The vector of POST /api/calculate (app/api/calculate/route.test.ts): 100 x 200 TH/s at 3550 W, 0.06 USD/kWh,
 * 80,000 USD, 119.12 T, subsidy only, 2.5 % pool fee: 0.0102909112 BTC and 312.07 USD a day.
 */
const market = "btcPriceUsd=80000&difficulty=119120000000000&subsidyBtc=3.125&feesBtcPerBlock=0";
export const vectorRow = "200,3550,100,0.06,2.5%";
export const vectorHeader = "Hashrate,Power,Quantity,Electricity,Pool fee";

/** The route on a database of its own, with the thread's program as it is bundled for serving. */
export interface OpenedRoute {
  readonly post: (body: BodyInit, query?: string, more?: RequestInit) => Promise<Response>;
  /** All events of an upload that is let in. */
  readonly upload: (body: BodyInit, query?: string) => Promise<UploadEvent[]>;
  readonly close: () => Promise<void>;
}

/** Opens the route for a test file. */
export async function openUploadRoute(): Promise<OpenedRoute> {
  const [database, tools] = await Promise.all([createTestDatabase(), bundledTools()]);
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("MARKET_PROVIDERS", "off");
  vi.stubEnv("TOOLS_DIR", tools.folder);
  const { POST } = await import("./route");
  const post: OpenedRoute["post"] = (body, query = "", more = {}) => {
    const init = { method: "POST", body, duplex: "half", ...more };
    return POST(new Request(`http://127.0.0.1/batch/upload?${market}${query}`, init));
  };
  return {
    post,
    upload: async (body, query) => {
      const response = await post(body, query);
      if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
      const events: UploadEvent[] = [];
      for await (const event of eventsOf(linesOf(response))) events.push(event);
      return events;
    },
    close: async () => {
      const { database: pool } = await import("@/lib/server/database");
      await pool().close();
      await database.close();
      tools.remove();
    },
  };
}

/** The body of an answer, which there has to be. */
export function linesOf(response: Response): ReadableStream<Uint8Array> {
  if (response.body === null) throw new Error("the answer has no body");
  return response.body;
}

/** The events of one type, with that type's fields. */
export function ofType<Type extends UploadEvent["type"]>(
  events: readonly UploadEvent[],
  type: Type,
): Extract<UploadEvent, { type: Type }>[] {
  return events.filter((event): event is Extract<UploadEvent, { type: Type }> => event.type === type);
}
