"use client";

import { memo } from "react";
import {
  fileSettingNames,
  marketSettingNames,
  type SettingName,
  type Settings,
  settingSpec,
} from "@/components/batch/batch-settings";
import type { Batch } from "@/components/batch/use-batch";
import { SpecNumber, SpecOverride } from "@/components/calculator/spec-fields";
import { FormSection } from "@/components/forms/form-section";
import { useMarketNow } from "@/components/shell/use-market-now";
import { Card } from "@/components/ui/card";
import { formatDifficulty } from "@/lib/domain/format/format-difficulty";
import { formatUsd } from "@/lib/domain/format/format-usd";
import { missingFigure } from "@/lib/domain/provenance/figure";

/** What holds where neither the file nor the person says anything, in the empty field and below it. */
const words: Readonly<Record<(typeof fileSettingNames)[number], { placeholder: string; help: string }>> = {
  electricityUsdPerKwh: { placeholder: "none", help: "Empty: every row needs its own." },
  poolFeeRatio: { placeholder: "no fee", help: "Empty: rows without one pay none." },
  uptimeRatio: { placeholder: "always on", help: "Empty: rows without one never stop." },
  hashrateDecayRatioPerMonth: { placeholder: "none", help: "Counts for payback. Empty: none." },
};

const missingWords: Readonly<Partial<Record<SettingName, string>>> = {
  feesBtcPerBlock: "Transaction fees not included: no source gives them now.",
  blockHeight: "No block height: without one there is no payback.",
  btcPriceUsd: "No price: results stay in BTC.",
};

interface SettingsPanelProps {
  readonly settings: Settings;
  readonly setNumber: Batch["setNumber"];
}

/** What the file does not say: for rows with an empty cell, and the market for all. */
export const SettingsPanel = memo(function SettingsPanel({ settings, setNumber }: SettingsPanelProps) {
  return (
    <Card className="px-4 sm:px-5">
      <form aria-label="What the file does not say" onSubmit={(event) => event.preventDefault()}>
        <h2 className="pt-4 font-semibold sm:pt-5">What the file does not say</h2>
        <p className="mt-0.5 text-muted-foreground">A cell in the file always wins.</p>
        <div className="grid grid-cols-2 gap-x-3 gap-y-3.5 py-4">
          {fileSpecs.map(({ name, spec }) => (
            <SpecNumber<SettingName>
              key={name}
              name={name}
              spec={spec}
              value={settings[name]}
              error={null}
              onNumber={setNumber}
              {...words[name]}
            />
          ))}
        </div>
        <MarketSection settings={settings} setNumber={setNumber} />
      </form>
    </Card>
  );
});

const shortLabels: Readonly<Partial<Record<SettingName, string>>> = {
  electricityUsdPerKwh: "Electricity",
  hashrateDecayRatioPerMonth: "Ageing",
};

// Made once: a spec that is new with every drawing would draw every field anew.
const fileSpecs = fileSettingNames.map((name) => {
  const spec = settingSpec(name);
  return {
    name,
    spec: { ...spec, label: shortLabels[name] ?? spec.label, unit: spec.unit.replace("/month", "/mo") },
  };
});

const marketSpecs = marketSettingNames.map((name) => ({ name, spec: settingSpec(name) }));

function MarketSection({ settings, setNumber }: SettingsPanelProps) {
  const market = useMarketNow();
  const reason = market.isError ? market.error.message : "The market is still being asked.";
  const figures = marketSpecs.map(({ name, spec }) => ({
    name,
    spec,
    figure: market.data?.[name] ?? missingFigure(spec.unit, reason),
  }));
  const value = (name: "btcPriceUsd" | "difficulty") => settings[name] ?? market.data?.[name].value ?? null;
  const ownCount = marketSettingNames.filter((name) => settings[name] !== null).length;
  const summary = `${formatUsd(value("btcPriceUsd"), 0)}, ${formatDifficulty(value("difficulty"))}${ownCount === 0 ? "" : `, ${ownCount} of yours`}`;
  return (
    <FormSection title="Market" summary={summary} defaultOpen={market.isError}>
      {figures.map(({ name, spec, figure }) => (
        <SpecOverride<SettingName>
          key={name}
          name={name}
          spec={spec}
          figure={figure}
          value={settings[name]}
          error={null}
          origin="market"
          missing={missingWords[name]}
          onNumber={setNumber}
        />
      ))}
    </FormSection>
  );
}
