"use client";

import { FleetLinkNote } from "@/components/calculator/fleet-link-note";
import { isBlocked } from "@/components/calculator/is-blocked";
import { MachineField } from "@/components/calculator/machine-field";
import { MarketSection } from "@/components/calculator/market-section";
import { ProjectionSection } from "@/components/calculator/projection-section";
import { FollowedNumber, StateChoice, StateNumber } from "@/components/calculator/state-fields";
import type { Calculator } from "@/components/calculator/use-calculator";
import { FormSection } from "@/components/forms/form-section";
import { Card } from "@/components/ui/card";
import { formatHashrate } from "@/lib/domain/format/format-hashrate";
import { formatPercent } from "@/lib/domain/format/format-percent";
import { formatPower } from "@/lib/domain/format/format-power";
import { formatUsd, formatUsdPerKwh } from "@/lib/domain/format/format-usd";

/** Everything a person may set: the six that matter above, the rest folded with its present value in sight. */
export function InputsPanel({ calculator }: { readonly calculator: Calculator }) {
  const { form, dispatch, models, model, minersError } = calculator;
  const bound = { form, dispatch };
  const machineError =
    minersError === null
      ? null
      : `The catalogue did not come (${minersError}). Pick “My own machine” to go on.`;
  return (
    <Card className="px-4 sm:px-5">
      <form aria-label="Inputs" onSubmit={(event) => event.preventDefault()}>
        <div className="grid grid-cols-2 gap-x-3 gap-y-3.5 py-4 sm:py-5">
          <div className="col-span-2">
            <MachineField
              models={models}
              model={model}
              machine={form.state.machine}
              error={form.state.machine === null ? null : machineError}
              onMachineChange={(machine) => dispatch({ type: "machine", machine, nameplate: model })}
            />
          </div>
          <StateNumber {...bound} name="quantity" />
          <StateNumber {...bound} name="electricityUsdPerKwh" unit="$/kWh" />
          <StateNumber {...bound} name="poolFeeRatio" />
          <StateNumber {...bound} name="uptimeRatio" />
        </div>
        <MachineSection calculator={calculator} />
        <MarketSection calculator={calculator} />
        <ProjectionSection calculator={calculator} />
        <FormSection
          title="Running costs"
          summary={runningSummary(calculator)}
          defaultOpen={isBlocked(calculator, ["curtailmentRatio", "fixedCostUsdPerMonth"])}
        >
          <StateNumber
            {...bound}
            name="curtailmentRatio"
            help="Share of the fleet that rests: it neither hashes nor draws power."
          />
          <StateNumber
            {...bound}
            name="fixedCostUsdPerMonth"
            unit="$/month"
            help="Staff, rent, maintenance: does not shrink with difficulty."
          />
          <FleetLinkNote state={form.state} />
        </FormSection>
        <FormSection
          title="Hosting a client"
          summary={clientSummary(form.state.clientElectricityUsdPerKwh)}
          defaultOpen={isBlocked(calculator, ["clientElectricityUsdPerKwh"])}
        >
          <StateNumber
            {...bound}
            name="clientElectricityUsdPerKwh"
            unit="$/kWh"
            placeholder="no client"
            help="What a hosted client pays. Shows both views; your mark-up is a line of its own."
          />
        </FormSection>
        <FormSection
          title="Pool payout"
          summary={form.state.payoutScheme.toUpperCase()}
          defaultOpen={isBlocked(calculator, ["poolShareRatio"])}
        >
          <StateChoice
            {...bound}
            name="payoutScheme"
            words={{
              fpps: "FPPS: expected value, pool bears luck",
              pplns: "PPLNS: paid when the pool finds blocks",
            }}
            help="Both have the same mean; PPLNS passes the pool's luck on."
          />
          {form.state.payoutScheme === "pplns" && (
            <StateNumber {...bound} name="poolShareRatio" placeholder="for the band of luck" />
          )}
        </FormSection>
      </form>
    </Card>
  );
}

function MachineSection({ calculator }: { readonly calculator: Calculator }) {
  const { form, dispatch, figures } = calculator;
  const bound = { form, dispatch, origin: "catalogue" as const };
  const { hashrateThs, powerWatts, machinePriceUsd, machine } = form.state;
  const summary = [
    formatHashrate(hashrateThs ?? figures.hashrateThs.value),
    formatPower(powerWatts ?? figures.powerWatts.value),
    machinePriceUsd === null && figures.machinePriceUsd.value === null
      ? "no price"
      : formatUsd(machinePriceUsd ?? figures.machinePriceUsd.value, 0),
  ].join(", ");
  const isOpen =
    machine === null ||
    isBlocked(calculator, ["hashrateThs", "powerWatts", "machinePriceUsd", "otherCapexUsd"]);
  return (
    <FormSection title="Machine figures" summary={summary} defaultOpen={isOpen}>
      <FollowedNumber {...bound} name="hashrateThs" figure={figures.hashrateThs} />
      <FollowedNumber {...bound} name="powerWatts" figure={figures.powerWatts} />
      <FollowedNumber
        {...bound}
        name="machinePriceUsd"
        figure={figures.machinePriceUsd}
        missing="No price known: without one there is no payback."
      />
      <StateNumber
        form={form}
        dispatch={dispatch}
        name="otherCapexUsd"
        help="Transport, racks, containers, transformers: for the whole fleet."
      />
    </FormSection>
  );
}

function runningSummary({ form }: Calculator): string {
  const { curtailmentRatio, fixedCostUsdPerMonth } = form.state;
  const off = (curtailmentRatio ?? 0) === 0 ? "nothing off" : `${formatPercent(curtailmentRatio)} off`;
  return `${off}, ${formatUsd(fixedCostUsdPerMonth, 0)}/month`;
}

function clientSummary(clientUsdPerKwh: number | null): string {
  return clientUsdPerKwh === null ? "no client" : `client pays ${formatUsdPerKwh(clientUsdPerKwh)}`;
}
