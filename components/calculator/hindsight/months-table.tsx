"use client";

import type { Against } from "@/components/calculator/hindsight/back-test-state";
import { type MonthRow, monthRows } from "@/components/calculator/hindsight/month-rows";
import { ScrollTable, type ScrollTableRow } from "@/components/calculator/scroll-table";
import { SignedUsd } from "@/components/calculator/signed-usd";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { formatDifficulty } from "@/lib/domain/format/format-difficulty";
import { formatUsd } from "@/lib/domain/format/format-usd";
import type { TestedFleet } from "@/lib/domain/hindsight/fleet-profit";
import type { TestedDay } from "@/lib/domain/hindsight/test-day";

interface MonthsTableProps {
  readonly tested: TestedDay;
  readonly fleet: TestedFleet;
  readonly against: Against;
  readonly onAgainst: (against: Against) => void;
}

const choices = [
  { key: "median", label: "Middle path" },
  { key: "flat", label: "Nothing changes" },
] as const;

const descriptions: Readonly<Record<Against, string>> = {
  median:
    "Said: price and difficulty grow as measured up to the day. Income is before pool fee, subsidy only.",
  flat: "Said: price and difficulty stay, only the halving comes. Income is before pool fee, subsidy only.",
};

/** Month by month: what was said of price, difficulty and income, what they were, and where the difference is from. */
export function MonthsTable({ tested, fleet, against, onAgainst }: MonthsTableProps) {
  const months = monthRows(tested, fleet, against);
  const hasHalving = months.some(({ sources }) => sources !== null && Math.abs(sources.rewardUsd) >= 0.005);
  const heads = [
    "Price said",
    "Price was",
    "Difficulty said",
    "Difficulty was",
    "Income said",
    "Income was",
    "From price",
    "From difficulty",
    ...(hasHalving ? ["From halving day"] : []),
  ];
  return (
    <Card className="min-w-0">
      <CardHeader
        title="Where the error came from"
        description={descriptions[against]}
        actions={
          <fieldset className="flex rounded-md border bg-card p-0.5">
            <legend className="sr-only">Said by</legend>
            {choices.map(({ key, label }) => (
              <Button
                key={key}
                variant="ghost"
                size="sm"
                aria-pressed={against === key}
                onClick={() => onAgainst(key)}
              >
                {label}
              </Button>
            ))}
          </fieldset>
        }
      />
      <CardBody className="pt-3">
        <ScrollTable
          caption="Said and happened by month, and the sources of the difference"
          first="Month"
          heads={heads}
          rows={[...months.map((row) => tableRow(row, hasHalving)), totalRow(months, hasHalving)]}
        />
        <p className="mt-3 max-w-prose text-muted-foreground text-xs">
          Price × difficulty × halving: each part is its mean over all orders in which the three could have
          changed, so the parts sum to the difference. A month that lacks a day is not split.
        </p>
      </CardBody>
    </Card>
  );
}

function tableRow(row: MonthRow, hasHalving: boolean): ScrollTableRow {
  const { month, firstDayUtc, said, was, sources } = row;
  return {
    key: String(month),
    label: (
      <span className="whitespace-nowrap">
        {month} <span className="text-xs">{`from ${firstDayUtc}`}</span>
      </span>
    ),
    cells: [
      formatUsd(said.btcPriceUsd, 0),
      formatUsd(was.btcPriceUsd, 0),
      formatDifficulty(said.difficulty),
      formatDifficulty(was.difficulty),
      formatUsd(said.revenueUsd),
      row.isWhole ? formatUsd(was.revenueUsd) : <span key="gap">{formatUsd(was.revenueUsd)} *</span>,
      <SignedUsd key="price" value={sources?.priceUsd ?? null} />,
      <SignedUsd key="difficulty" value={sources?.difficultyUsd ?? null} />,
      ...(hasHalving ? [<SignedUsd key="reward" value={sources?.rewardUsd ?? null} />] : []),
    ],
  };
}

function totalRow(rows: readonly MonthRow[], hasHalving: boolean): ScrollTableRow {
  const sum = (value: (row: MonthRow) => number | null) =>
    rows.reduce<number | null>((total, row) => {
      const part = value(row);
      return total === null || part === null ? null : total + part;
    }, 0);
  return {
    key: "total",
    label: "All months",
    isStrong: true,
    cells: [
      "",
      "",
      "",
      "",
      formatUsd(sum(({ said }) => said.revenueUsd)),
      formatUsd(sum(({ was }) => was.revenueUsd)),
      <SignedUsd key="price" value={sum(({ sources }) => sources?.priceUsd ?? null)} />,
      <SignedUsd key="difficulty" value={sum(({ sources }) => sources?.difficultyUsd ?? null)} />,
      ...(hasHalving
        ? [<SignedUsd key="reward" value={sum(({ sources }) => sources?.rewardUsd ?? null)} />]
        : []),
    ],
  };
}
