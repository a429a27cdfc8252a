"use client";

import { Calculator } from "lucide-react";
import { strikeFigure } from "@/components/catalogue/machine-figures";
import { StatusBadge } from "@/components/catalogue/status-badge";
import { Figure } from "@/components/shell/figure";
import type { TableColumn, TablePreset } from "@/components/tables/table-types";
import { ButtonLink } from "@/components/ui/button";
import { formatNumber } from "@/lib/domain/format/format-number";
import { formulas } from "@/lib/domain/mining/formulas";
import type { Figure as FigureData } from "@/lib/domain/provenance/figure";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

/** Columns on a wide screen, in their order; the others are only searched. */
export const widePresets: readonly TablePreset[] = [
  {
    id: "all",
    label: "All columns",
    columns: [
      "name",
      "maker",
      "bin",
      "hashrate",
      "power",
      "efficiency",
      "strike",
      "cooling",
      "released",
      "status",
    ],
  },
];

/** Columns where there is less room: maker and bin stand below the name, and the release is left to the comparison. */
export const narrowPresets: readonly TablePreset[] = [
  {
    id: "all",
    label: "All columns",
    columns: ["name", "hashrate", "power", "efficiency", "strike", "cooling", "status"],
  },
];

/** From here on maker and bin have columns of their own. */
export const wideQuery = "(min-width: 1400px)";

/** The columns of the catalogue; strike prices follow the hashprice. */
export function catalogueColumns(hashprice: FigureData): readonly TableColumn<MinerModel>[] {
  return [
    { id: "name", header: "Model", value: ({ name }) => name, cell: ModelName, onPhone: "title" },
    { id: "maker", header: "Maker", value: ({ maker }) => maker, onPhone: "hidden" },
    { id: "bin", header: "Bin", value: ({ bin }) => bin, onPhone: "hidden" },
    {
      id: "hashrate",
      header: "Hashrate",
      unit: "TH/s",
      numeric: true,
      value: ({ hashrateThs }) => hashrateThs,
      cell: ({ hashrateThs }) => formatNumber(hashrateThs, 1),
    },
    {
      id: "power",
      header: "Power",
      unit: "W",
      numeric: true,
      firstSort: "asc",
      value: ({ powerWatts }) => powerWatts,
      cell: ({ powerWatts }) => formatNumber(powerWatts, 0),
    },
    {
      id: "efficiency",
      header: "Efficiency",
      unit: "J/TH",
      numeric: true,
      firstSort: "asc",
      value: ({ efficiencyJoulesPerTh }) => efficiencyJoulesPerTh,
      cell: ({ efficiencyJoulesPerTh }) => (
        <span className="font-medium">{formatNumber(efficiencyJoulesPerTh, 1)}</span>
      ),
    },
    {
      id: "strike",
      header: "Strike",
      unit: "USD/kWh",
      numeric: true,
      value: (model) => strikeFigure(model, hashprice).value,
      cell: (model) => (
        <Figure
          figure={strikeFigure(model, hashprice)}
          label={`Strike price, ${model.name}`}
          showAge={false}
          formula={formulas.strike}
          align="end"
        />
      ),
    },
    { id: "cooling", header: "Cooling", value: ({ cooling }) => cooling },
    { id: "released", header: "Released", firstSort: "desc", value: ({ releasedOn }) => releasedOn },
    {
      id: "status",
      header: "Status",
      value: ({ status }) => status,
      cell: (model) => <StatusBadge model={model} align="end" />,
    },
    { id: "aliases", header: "Other names", value: searchedNames, onPhone: "hidden" },
  ];
}

/** Names as people type them: without spaces and dashes, and every alias. */
function searchedNames({ name, aliases }: MinerModel): string {
  const names = [name, ...aliases];
  return [...aliases, ...names.map((one) => one.replace(/[\s-]+/g, ""))].join(" ");
}

function ModelName(model: MinerModel) {
  return (
    <span className="flex items-center justify-between gap-2">
      <span>
        <span className="font-medium">{model.name}</span>
        <span className="block text-muted-foreground text-xs min-[1400px]:hidden">
          {model.maker} · {model.bin}
        </span>
      </span>
      <ButtonLink
        variant="ghost"
        size="sm"
        className="max-md:hidden"
        href={`/calculator?m=${model.slug}`}
        aria-label={`Calculate with ${model.name}`}
        title="Calculate with this"
      >
        <Calculator aria-hidden="true" />
      </ButtonLink>
    </span>
  );
}
