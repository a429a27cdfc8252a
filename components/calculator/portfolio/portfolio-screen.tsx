"use client";

import { FileSpreadsheet, Plus, Server } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo, useState } from "react";
import { RowMenu } from "@/components/auth/people/row-menu";
import { HistorySection } from "@/components/calculator/portfolio/history-section";
import { machineColumns, machinePresets } from "@/components/calculator/portfolio/machine-columns";
import { machineName, machinesText } from "@/components/calculator/portfolio/machine-words";
import { usePortfolio, usePortfolioHistory } from "@/components/calculator/portfolio/portfolio-query";
import { RecalculationNote } from "@/components/calculator/portfolio/recalculation-note";
import { TotalsCards } from "@/components/calculator/portfolio/totals-cards";
import { useMachineChanges } from "@/components/calculator/portfolio/use-machine-changes";
import { signedUsdText } from "@/components/calculator/signed-usd";
import { EmptyState } from "@/components/shell/empty-state";
import { PageHeader } from "@/components/shell/page-header";
import { DataTable } from "@/components/tables/data-table";
import { tableViewCodec } from "@/components/tables/table-view-codec";
import { Alert } from "@/components/ui/alert";
import { Button, ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useUrlState } from "@/lib/browser/url-state";
import { useNow } from "@/lib/browser/use-now";
import { formatAge } from "@/lib/domain/format/format-duration";
import type { HistoryDay, Machine, Portfolio } from "@/lib/modules/calculator/portfolio/schema";

const MachineDialog = dynamic(() =>
  import("@/components/calculator/portfolio/machine-dialog").then((module) => module.MachineDialog),
);

const viewCodec = tableViewCodec({ filter: "", sort: null, preset: "day" });

interface PortfolioScreenProps {
  readonly first: Portfolio;
  readonly firstDays: readonly HistoryDay[];
}

/** The person's own machines: what each earns, all together, and how that went day by day. */
export function PortfolioScreen({ first, firstDays }: PortfolioScreenProps) {
  const { portfolio, error, retry } = usePortfolio(first);
  const days = usePortfolioHistory(firstDays);
  const changes = useMachineChanges();
  const [view, setView] = useUrlState(viewCodec);
  const [edited, setEdited] = useState<Machine | "new" | null>(null);
  const nowMs = useNow();
  const { machines } = portfolio;
  const columns = useMemo(
    () => [
      ...machineColumns(portfolio),
      {
        id: "actions",
        header: "Actions",
        isSortable: false,
        onPhone: "corner" as const,
        value: () => null,
        cell: (machine: Machine) => (
          <RowMenu
            name={machineName(machine)}
            actions={[
              { label: "Change", onSelect: () => setEdited(machine) },
              { label: "Remove", onSelect: () => void changes.remove(machine) },
            ]}
          />
        ),
      },
    ],
    [portfolio, changes],
  );
  const add = () => setEdited("new");
  return (
    <>
      <PageHeader
        title="Portfolio"
        state={<span>{stateSentence(portfolio, nowMs)}</span>}
        actions={machines.length > 0 && <AddButtons onAdd={add} />}
      />
      {error !== null && (
        <Alert tone="loss" title="The portfolio could not be asked for anew" className="mb-4">
          What you see is what was known before. {error.message}{" "}
          <Button variant="link" onClick={retry}>
            Try again
          </Button>
        </Alert>
      )}
      <RecalculationNote portfolio={portfolio} />
      {portfolio.missingReason !== null && (
        <Alert tone="loss" title="Nothing can be calculated at the moment" className="mb-4">
          {portfolio.missingReason} As soon as a source has it, the figures are calculated by themselves.
        </Alert>
      )}
      {machines.length === 0 ? (
        <Card>
          <EmptyState Icon={Server} title="No machines yet" action={<AddButtons onAdd={add} />}>
            Add the machines you own, and see what they earn a day, what their power costs, when they pay
            back, and how that changes with price and difficulty. Only you see them.
          </EmptyState>
        </Card>
      ) : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
          <TotalsCards portfolio={portfolio} />
          <DataTable
            caption="Your machines"
            rows={machines}
            columns={columns}
            rowKey={({ id }) => id}
            rowName={machineName}
            view={view}
            onViewChange={setView}
            presets={machinePresets}
            filterPlaceholder={`Filter ${rowsText(machines.length)}`}
            fileName="portfolio"
            empty={
              <EmptyState
                title="No machine fits this filter"
                action={<Button onClick={() => setView({ ...view, filter: "" })}>Show all</Button>}
              >
                Names, models and sites are searched.
              </EmptyState>
            }
          />
        </div>
      )}
      {(machines.length > 0 || days.length > 0) && (
        <div className="mt-5">
          <HistorySection days={days} />
        </div>
      )}
      {edited !== null && (
        <MachineDialog
          machine={edited === "new" ? null : edited}
          changes={changes}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

function AddButtons({ onAdd }: { readonly onAdd: () => void }) {
  return (
    <span className="flex flex-wrap items-center gap-2">
      <Button variant="primary" onClick={onAdd}>
        <Plus aria-hidden="true" /> Add machines
      </Button>
      <ButtonLink href="/batch-calculator">
        <FileSpreadsheet aria-hidden="true" /> Import a file
      </ButtonLink>
    </span>
  );
}

function rowsText(count: number): string {
  return count === 1 ? "1 row" : `${count.toLocaleString("en-US")} rows`;
}

/** "12 machines in 3 rows bring +$312.07 a day. Calculated 2 min ago." */
function stateSentence({ machines, totals, calculatedAt }: Portfolio, nowMs: number | null): string {
  if (machines.length === 0) return "Your own machines, day by day.";
  const count = machines.reduce((sum, { quantity }) => sum + quantity, 0);
  const what = `${machinesText(count)} in ${rowsText(machines.length)}`;
  if (totals === null || calculatedAt === null) return `${what}.`;
  const profit = totals.dailyProfitUsdEstimate;
  const brings = profit === null ? "" : ` bring ${signedUsdText(profit)} a day`;
  const when = nowMs === null ? "" : ` Calculated ${formatAge(calculatedAt, nowMs)}.`;
  return `${what}${brings}.${when}`;
}
