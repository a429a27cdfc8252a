import type { TransactionSql } from "postgres";
import type { PortfolioMarket } from "@/lib/domain/portfolio/portfolio";
import { type Figure, missingFigure } from "@/lib/domain/provenance/figure";
import { type MachineInput, machineInput } from "./inputs";

const asOf = "2025-06-01T12:00:00.000Z";
const figure = (value: number, unit: string): Figure => ({
  value,
  unit,
  source: "the test",
  asOf,
  stale: false,
});

/** The round figures of 2025 that the calculator's vectors use. */
export const market2025: PortfolioMarket = {
  figures: {
    btcPriceUsd: figure(80_000, "USD"),
    difficulty: figure(119.12e12, ""),
    subsidyBtc: figure(3.125, "BTC"),
    feesBtcPerBlock: missingFigure("BTC/block", "not included"),
    blockHeight: figure(890_000, "block"),
  },
  generatedAt: asOf,
};

/** The same market at another price, put together some minutes later or earlier. */
export function marketAt(priceUsd: number, minutesLater: number): PortfolioMarket {
  return {
    figures: { ...market2025.figures, btcPriceUsd: figure(priceUsd, "USD") },
    generatedAt: new Date(Date.parse(asOf) + minutesLater * 60_000).toISOString(),
  };
}

/** 100 x S21 as in the calculator's vectors; `more` replaces parts. */
export function fleet(more: Partial<MachineInput> = {}): MachineInput {
  return machineInput.parse({
    hashrateThs: 200,
    powerWatts: 3550,
    quantity: 100,
    electricityUsdPerKwh: "0.06",
    poolFeeRatio: 0.025,
    capexUsd: "200000",
    ...more,
  });
}

interface OutboxRow extends Record<string, unknown> {
  readonly event_id: string;
  readonly org_id: string | null;
  readonly aggregate_id: string;
  readonly aggregate_version: number;
  readonly type: string;
  readonly payload: { readonly orgId: string; readonly userId: string; readonly change: string };
}

interface World {
  rows<Row extends Record<string, unknown>>(query: (tx: TransactionSql) => Promise<unknown>): Promise<Row[]>;
}

/** Events of portfolios so far, oldest first. */
export function portfolioEvents(world: World): Promise<OutboxRow[]> {
  return world.rows<OutboxRow>(
    (tx) => tx`select * from event_outbox where type = 'miner.portfolio_updated' order by id`,
  );
}
