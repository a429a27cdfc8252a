"use client";

import { Scale } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo } from "react";
import { costRows, moneyRows, plateRows } from "@/components/catalogue/compare-rows";
import { compareCodec } from "@/components/catalogue/compare-state";
import { CompareTable } from "@/components/catalogue/compare-table";
import { type Compared, comparedMax, compareHref, pickCompared } from "@/components/catalogue/compared";
import { machineOptions } from "@/components/catalogue/machine-options";
import { ModelsError } from "@/components/catalogue/models-error";
import { useMinerModels } from "@/components/catalogue/use-miner-models";
import { ComboField } from "@/components/forms/combo-field";
import { NumberField } from "@/components/forms/number-field";
import { EmptyState } from "@/components/shell/empty-state";
import { Figure } from "@/components/shell/figure";
import { PageHeader } from "@/components/shell/page-header";
import { useMarketNow } from "@/components/shell/use-market-now";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { useUrlState } from "@/lib/browser/url-state";
import { formulas } from "@/lib/domain/mining/formulas";
import { missingFigure } from "@/lib/domain/provenance/figure";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

const ProfitChart = dynamic(
  () => import("@/components/catalogue/profit-chart").then((module) => module.ProfitChart),
  {
    ssr: false,
    loading: () => <Skeleton className="h-96 rounded-lg" />,
  },
);

/** Up to four machines side by side, at today's hashprice and a power price one types. */
export function CompareScreen() {
  const models = useMinerModels();
  const [{ slugs, electricityUsdPerKwh }, setState] = useUrlState(compareCodec);
  const compared = useMemo(() => pickCompared(models.data ?? [], slugs), [models.data, slugs]);
  const shown = compared.models.map(({ slug }) => slug);
  const setSlugs = (next: readonly string[]) => setState({ slugs: next, electricityUsdPerKwh });
  return (
    <>
      <PageHeader
        title="Compare machines"
        state={
          models.data === undefined ? <Skeleton className="h-5 w-72 max-w-full" /> : stateOf(shown.length)
        }
        actions={<ButtonLink href="/miners">All machines</ButtonLink>}
      />
      {models.data !== undefined ? (
        <>
          <Problems compared={compared} asked={slugs.length} />
          <ComparedMachines
            models={compared.models}
            all={models.data}
            electricityUsdPerKwh={electricityUsdPerKwh}
            onElectricityChange={(next) => setState({ slugs, electricityUsdPerKwh: next })}
            onRemove={(slug) => setSlugs(shown.filter((other) => other !== slug))}
            onAdd={(slug) => setSlugs([...shown, slug])}
          />
        </>
      ) : models.isError ? (
        <ModelsError error={models.error} retry={() => void models.refetch()} />
      ) : (
        <CompareSkeleton />
      )}
    </>
  );
}

interface ComparedMachinesProps {
  readonly models: readonly MinerModel[];
  readonly all: readonly MinerModel[];
  /** `null` while the field holds no allowed number. */
  readonly electricityUsdPerKwh: number | null;
  readonly onElectricityChange: (price: number | null) => void;
  readonly onRemove: (slug: string) => void;
  readonly onAdd: (slug: string) => void;
}

function ComparedMachines(props: ComparedMachinesProps) {
  const { models, all, electricityUsdPerKwh, onElectricityChange, onRemove, onAdd } = props;
  const market = useMarketNow();
  const hashprice =
    market.data?.hashpriceUsdPerPhDay ??
    missingFigure("USD/PH/day", market.isError ? market.error.message : "The market is still being asked.");
  const rest = all.filter(({ slug }) => !models.some((model) => model.slug === slug));
  return (
    <div className="grid gap-4">
      <Card className="grid items-start gap-4 p-4 sm:grid-cols-2 sm:p-5 lg:grid-cols-[20rem_14rem_1fr]">
        <ComboField
          label="Add a machine"
          options={machineOptions(rest)}
          value={null}
          onValueChange={onAdd}
          placeholder={models.length < comparedMax ? "Pick a machine" : "Four are shown; remove one first"}
          searchPlaceholder={`Search ${rest.length} machines`}
          disabled={models.length >= comparedMax}
        />
        <NumberField
          label="Power price"
          unit="USD/kWh"
          value={electricityUsdPerKwh}
          min={0}
          max={1}
          step={0.005}
          onValueChange={onElectricityChange}
        />
        <Figure
          figure={hashprice}
          label="Hashprice now"
          showLabel
          size="lg"
          formula={formulas.hashprice}
          className="gap-2"
        />
      </Card>
      {models.length === 0 ? (
        <Card>
          <EmptyState
            Icon={Scale}
            title="No machine is chosen yet"
            action={
              <ButtonLink variant="primary" href={compareHref(suggestionsOf(all))}>
                Compare the three most efficient
              </ButtonLink>
            }
          >
            Add up to four above, or tick them in the list of all machines.
          </EmptyState>
        </Card>
      ) : (
        <>
          <Card className="overflow-hidden py-2">
            <CompareTable
              models={models}
              onRemove={onRemove}
              groups={[
                { title: "On the plate", rows: plateRows(models) },
                { title: "At today's hashprice", rows: moneyRows(models, hashprice, electricityUsdPerKwh) },
                { title: "To buy", rows: costRows(models) },
              ]}
            />
          </Card>
          <ProfitChart models={models} hashprice={hashprice} electricityUsdPerKwh={electricityUsdPerKwh} />
        </>
      )}
    </div>
  );
}

function Problems({ compared, asked }: { readonly compared: Compared; readonly asked: number }) {
  const { unknown, leftOut } = compared;
  return (
    <div className="mb-4 grid gap-2 empty:hidden">
      {unknown.length > 0 && (
        <Alert tone="warn" title={`Not in the catalogue: ${unknown.join(", ")}`}>
          The link may be old or a letter may be missing. Add the machine you meant below.
        </Alert>
      )}
      {leftOut.length > 0 && (
        <Alert tone="warn" title={`${asked} machines were asked for, ${comparedMax} fit side by side`}>
          Left out: {leftOut.map(({ name }) => name).join(", ")}. Remove one to make room.
        </Alert>
      )}
    </div>
  );
}

function stateOf(count: number): string {
  if (count === 0) return "Up to four side by side.";
  if (count === 1) return "One machine; add another to see the difference.";
  return `${count} machines at today's hashprice. The best of each line says so.`;
}

/** The list comes with the most efficient first. */
function suggestionsOf(all: readonly MinerModel[]): string[] {
  return all.slice(0, 3).map(({ slug }) => slug);
}

function CompareSkeleton() {
  return (
    <div role="status" className="grid gap-4">
      <span className="sr-only">Loading the machines</span>
      <Skeleton className="h-28 rounded-lg" />
      <Skeleton className="h-[32rem] rounded-lg" />
    </div>
  );
}
