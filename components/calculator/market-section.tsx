"use client";

import { isBlocked } from "@/components/calculator/is-blocked";
import type { Followed } from "@/components/calculator/resolve-inputs";
import { FollowedNumber } from "@/components/calculator/state-fields";
import type { Calculator } from "@/components/calculator/use-calculator";
import { FormSection } from "@/components/forms/form-section";
import { formatDifficulty } from "@/lib/domain/format/format-difficulty";
import { formatUsd } from "@/lib/domain/format/format-usd";

const marketNames = [
  "btcPriceUsd",
  "difficulty",
  "subsidyBtc",
  "feesBtcPerBlock",
  "networkHashrateThs",
  "blockHeight",
] as const;

const missingWords: Readonly<Partial<Record<Followed, string>>> = {
  feesBtcPerBlock: "Transaction fees not included: no source gives them now.",
  networkHashrateThs: "No observed hashrate: the second method waits for one.",
  blockHeight: "No block height: without one there is no projection.",
};

/** The market's figures, each with source and age, each replaceable. */
export function MarketSection({ calculator }: { readonly calculator: Calculator }) {
  const { form, dispatch, figures, marketError } = calculator;
  const priceUsd = form.state.btcPriceUsd ?? figures.btcPriceUsd.value;
  const difficulty = form.state.difficulty ?? figures.difficulty.value;
  const ownCount = marketNames.filter((name) => form.state[name] !== null).length;
  const summary = `${formatUsd(priceUsd, 0)}, ${formatDifficulty(difficulty)}${ownCount === 0 ? "" : `, ${ownCount} of yours`}`;
  return (
    <FormSection
      title="Market"
      summary={summary}
      defaultOpen={marketError !== null || isBlocked(calculator, marketNames)}
    >
      {marketNames.map((name) => {
        const missing = missingWords[name];
        return (
          <FollowedNumber
            key={name}
            form={form}
            dispatch={dispatch}
            name={name}
            figure={figures[name]}
            origin="market"
            {...(missing === undefined ? {} : { missing })}
          />
        );
      })}
    </FormSection>
  );
}
