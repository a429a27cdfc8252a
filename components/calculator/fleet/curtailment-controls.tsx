"use client";

import { Dices } from "lucide-react";
import { type Dispatch, useId, useState } from "react";
import { strategyWords } from "@/components/calculator/fleet/curtailment-words";
import type { FleetAction } from "@/components/calculator/fleet/fleet-state";
import { NumberField } from "@/components/forms/number-field";
import { SelectField } from "@/components/forms/select-field";
import { Button } from "@/components/ui/button";
import { Slider } from "@/components/ui/slider";
import type { CurtailmentRequest, CurtailmentStrategy } from "@/lib/domain/fleet/fleet";
import { formatPercent } from "@/lib/domain/format/format-percent";

interface CurtailmentControlsProps {
  readonly request: CurtailmentRequest;
  readonly dispatch: Dispatch<FleetAction>;
}

const strategies = (Object.keys(strategyWords) as CurtailmentStrategy[]).map((value) => ({
  value,
  label: strategyWords[value],
}));
const bases = [
  { value: "power", label: "power" },
  { value: "machines", label: "machines" },
] as const;

const helps: Readonly<Record<CurtailmentStrategy, string>> = {
  efficiency: "Machines with the highest J/TH rest first.",
  proportional: "Each line rests the same share.",
  random: "Drawn by the seed: the same seed rests the same machines.",
  unprofitable: "Lines that earn less per kWh than they pay for it rest entirely.",
};

/** "The grid wants 20 % back": how much of what, and who rests. */
export function CurtailmentControls({ request, dispatch }: CurtailmentControlsProps) {
  const change = (next: Partial<CurtailmentRequest>) => dispatch({ type: "curtailment", change: next });
  return (
    <div className="grid gap-4 py-4 sm:py-5">
      <h2 className="font-semibold">Curtail</h2>
      <SelectField
        label="Who rests"
        value={request.strategy}
        options={strategies}
        help={helps[request.strategy]}
        onValueChange={(strategy) => change({ strategy })}
      />
      {request.strategy !== "unprofitable" && <Share request={request} onChange={change} />}
      {request.strategy === "random" && <Seed seed={request.seed} onChange={(seed) => change({ seed })} />}
    </div>
  );
}

interface ShareProps {
  readonly request: CurtailmentRequest;
  readonly onChange: (change: Partial<CurtailmentRequest>) => void;
}

function Share({ request, onChange }: ShareProps) {
  const { shareRatio, basis } = request;
  const [isWrong, setIsWrong] = useState(false);
  const sliderId = useId();
  return (
    <div className="grid gap-2">
      <div className="grid grid-cols-2 gap-3">
        <NumberField
          label="Give back"
          unit="%"
          scale={100}
          min={0}
          max={100}
          step={1}
          value={isWrong ? null : shareRatio}
          onValueChange={(value) => {
            // The plan keeps the last share that can be asked for; the field says what is wrong with this one.
            setIsWrong(value === null);
            if (value !== null) onChange({ shareRatio: value });
          }}
        />
        <SelectField
          label="of the"
          value={basis}
          options={bases}
          onValueChange={(next) => onChange({ basis: next })}
        />
      </div>
      <label htmlFor={sliderId} className="sr-only">
        Share to give back
      </label>
      <Slider
        id={sliderId}
        min={0}
        max={100}
        step={1}
        value={Math.round(shareRatio * 100)}
        aria-valuetext={`${formatPercent(shareRatio, 0)} of the ${basis}`}
        onChange={(event) => {
          setIsWrong(false);
          onChange({ shareRatio: event.target.valueAsNumber / 100 });
        }}
      />
      <p className="text-muted-foreground text-xs">
        {basis === "power"
          ? "Met exactly: the machine at the margin rests part of the day."
          : "Whole machines, rounded up."}
      </p>
    </div>
  );
}

function Seed({ seed, onChange }: { readonly seed: number; readonly onChange: (seed: number) => void }) {
  const [isWrong, setIsWrong] = useState(false);
  return (
    <NumberField
      label="Seed"
      integer
      min={0}
      max={4_294_967_295}
      step={1}
      value={isWrong ? null : seed}
      onValueChange={(value) => {
        setIsWrong(value === null);
        if (value !== null) onChange(value);
      }}
      aside={
        <Button
          variant="ghost"
          size="sm"
          className="-my-1"
          onClick={() => {
            setIsWrong(false);
            onChange((seed + 1) % 4_294_967_296);
          }}
        >
          <Dices aria-hidden="true" /> Draw again
        </Button>
      }
    />
  );
}
