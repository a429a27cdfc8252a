"use client";

import { useState } from "react";
import { SignedUsd } from "@/components/calculator/signed-usd";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { Table, Td, Th } from "@/components/ui/table";
import type { BatchGroupSummary } from "@/lib/domain/batch/batch-row";
import { formatHashrate } from "@/lib/domain/format/format-hashrate";
import { formatNumber } from "@/lib/domain/format/format-number";
import { formatPower } from "@/lib/domain/format/format-power";
import { formatUsd } from "@/lib/domain/format/format-usd";

const firstShown = 10;

interface ModelTableProps {
  readonly groups: readonly BatchGroupSummary[];
  /** Narrows the rows below to one model. */
  readonly onModel: (name: string) => void;
}

/** What each model brings, the most machines first. */
export function ModelTable({ groups, onModel }: ModelTableProps) {
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? groups : groups.slice(0, firstShown);
  return (
    <Card>
      <CardHeader title="By model" description="Press a model to see its rows." />
      <div className="mt-2">
        <Table caption="Figures by model" className="text-[0.8125rem]">
          <thead>
            <tr>
              <Th className="pl-4 sm:pl-5">Model</Th>
              <Th numeric>Machines</Th>
              <Th numeric className="max-sm:hidden">
                Hashrate
              </Th>
              <Th numeric className="max-sm:hidden">
                Power
              </Th>
              <Th numeric className="max-sm:hidden">
                Revenue a day
              </Th>
              <Th numeric className="max-sm:hidden">
                Energy a day
              </Th>
              <Th numeric>Profit a day</Th>
              <Th numeric className="pr-4 sm:pr-5">
                At a loss
              </Th>
            </tr>
          </thead>
          <tbody>
            {shown.map((group) => (
              <tr key={group.name} className="[&>td]:align-middle">
                <Td className="py-1 pl-4 sm:pl-5">
                  <Button
                    variant="ghost"
                    size="sm"
                    className="-ml-2 text-[0.8125rem] text-foreground"
                    onClick={() => onModel(group.name)}
                  >
                    {group.name}
                  </Button>
                </Td>
                <Td numeric>{formatNumber(group.machines, 0)}</Td>
                <Td numeric className="max-sm:hidden">
                  {formatHashrate(group.hashrateThs)}
                </Td>
                <Td numeric className="max-sm:hidden">
                  {formatPower(group.powerWatts)}
                </Td>
                <Td numeric className="max-sm:hidden">
                  {formatUsd(group.dailyRevenueUsd)}
                </Td>
                <Td numeric className="max-sm:hidden">
                  {formatUsd(group.dailyEnergyCostUsd)}
                </Td>
                <Td numeric>
                  <SignedUsd value={group.dailyProfitUsd} />
                </Td>
                <Td numeric className="pr-4 sm:pr-5">
                  {formatNumber(group.machinesAtLoss, 0)}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
      {groups.length > firstShown && (
        <div className="p-2 text-center">
          <Button variant="ghost" size="sm" onClick={() => setIsWhole(!isWhole)}>
            {isWhole ? "Show fewer" : `Show all ${groups.length} models`}
          </Button>
        </div>
      )}
    </Card>
  );
}
