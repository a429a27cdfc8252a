"use client";

import { ArrowDown, ArrowUp, ChevronDown, Copy, Trash2 } from "lucide-react";
import { type Dispatch, memo, useCallback, useState } from "react";
import type { GroupState, SiteState } from "@/components/calculator/fleet/fleet-document";
import { type GroupNumber, groupFields } from "@/components/calculator/fleet/fleet-fields";
import type { FleetAction } from "@/components/calculator/fleet/fleet-state";
import { groupColumns } from "@/components/calculator/fleet/group-columns";
import { GroupDetails } from "@/components/calculator/fleet/group-details";
import { GroupFigures } from "@/components/calculator/fleet/group-figures";
import { specProblem } from "@/components/calculator/number-spec";
import { SpecNumber } from "@/components/calculator/spec-fields";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";
import { cn } from "@/lib/browser/class-names";
import type { FleetGroupResult } from "@/lib/domain/fleet/fleet";
import { formatEfficiency } from "@/lib/domain/format/format-efficiency";
import { formatHashrate } from "@/lib/domain/format/format-hashrate";
import { formatPower } from "@/lib/domain/format/format-power";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

interface GroupRowProps {
  readonly group: GroupState;
  readonly index: number;
  readonly isLast: boolean;
  readonly name: string;
  readonly model: MinerModel | null;
  readonly site: SiteState;
  readonly scenarioId: string;
  readonly result: FleetGroupResult | null;
  readonly isOutdated: boolean;
  readonly catalogue: readonly MinerModel[] | undefined;
  readonly dispatch: Dispatch<FleetAction>;
}

const lineNumbers = [
  ["quantity", undefined],
  ["ageMonths", undefined],
  ["hashrateDecayRatioPerMonth", "%/mo"],
  ["electricityUsdPerKwh", "$/kWh"],
] as const;

/** Machines of one model, age and electricity price: four numbers, what they earn, and the rest folded below. */
export const GroupRow = memo(Row, isSame);

/** Each calculation gives new objects; a line whose figures are the old ones is not drawn again. */
function isSame(before: GroupRowProps, after: GroupRowProps): boolean {
  return (Object.keys(after) as (keyof GroupRowProps)[]).every((name) =>
    name === "result" ? hasSameFigures(before.result, after.result) : Object.is(before[name], after[name]),
  );
}

function hasSameFigures(before: FleetGroupResult | null, after: FleetGroupResult | null): boolean {
  if (before === null || after === null) return before === after;
  return (
    before.machines === after.machines &&
    before.hashrateThs === after.hashrateThs &&
    before.efficiencyJoulesPerTh === after.efficiencyJoulesPerTh &&
    before.strikeUsdPerKwh === after.strikeUsdPerKwh &&
    before.losesMoneyPerKwh === after.losesMoneyPerKwh &&
    before.daily.profitUsd === after.daily.profitUsd
  );
}

function Row(props: GroupRowProps) {
  const { group, name, model, result, isOutdated, dispatch } = props;
  // An own machine needs figures first.
  const [isOpen, setIsOpen] = useState(group.machine === null && group.hashrateThs === null);
  // Once opened they stay, so that a wrong text in them is not lost by folding.
  const [hasDetails, setHasDetails] = useState(isOpen);
  const toggle = () => {
    setHasDetails(true);
    setIsOpen(!isOpen);
  };
  const onNumber = useCallback(
    (field: GroupNumber, value: number | null, problem: string | null) =>
      dispatch({ type: "groupNumber", groupId: group.id, name: field, value, problem }),
    [dispatch, group.id],
  );
  return (
    <li
      aria-label={`Line ${props.index + 1}: ${name}`}
      className="border-b px-4 py-3 [contain-intrinsic-size:auto_4.25rem] [content-visibility:auto] sm:px-5"
    >
      <div className={groupColumns}>
        <div className="col-span-full min-w-0 xl:col-span-1">
          <p className="truncate font-medium">{name}</p>
          <p className="truncate text-muted-foreground text-xs">{plateWords(group, model)}</p>
        </div>
        {lineNumbers.map(([field, unit]) => (
          <SpecNumber
            key={field}
            name={field}
            spec={groupFields[field]}
            value={group[field]}
            error={group[field] === null ? null : specProblem(groupFields[field], group[field])}
            onNumber={onNumber}
            unit={unit}
            className="xl:[&>div:first-child]:sr-only"
          />
        ))}
        <GroupFigures result={result} isOutdated={isOutdated} />
        <RowActions {...props} isOpen={isOpen} onToggle={toggle} />
      </div>
      {hasDetails && (
        <div hidden={!isOpen}>
          <GroupDetails {...props} onNumber={onNumber} />
        </div>
      )}
    </li>
  );
}

function plateWords(group: GroupState, model: MinerModel | null): string {
  const hashrateThs = group.hashrateThs ?? model?.hashrateThs ?? null;
  const powerWatts = group.powerWatts ?? model?.powerWatts ?? null;
  if (hashrateThs === null || powerWatts === null) {
    return group.machine === null ? "Type hashrate and power below" : "Not in the catalogue";
  }
  const own = group.hashrateThs !== null || group.powerWatts !== null ? ", your figures" : "";
  return `${formatHashrate(hashrateThs)}, ${formatPower(powerWatts)}, ${formatEfficiency(powerWatts / hashrateThs)} new${own}`;
}

interface RowActionsProps extends GroupRowProps {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function RowActions(props: RowActionsProps) {
  const { group, index, isLast, name, scenarioId, isOpen, onToggle, dispatch } = props;
  const remove = () => {
    dispatch({ type: "removeGroup", groupId: group.id });
    notify("message", `${name} removed`, {
      action: {
        label: "Undo",
        onClick: () => dispatch({ type: "insertGroup", scenarioId, group, index }),
      },
      duration: 15_000,
    });
  };
  const move = (by: -1 | 1) => dispatch({ type: "moveGroup", groupId: group.id, by });
  const place = `${name}, line ${index + 1}`;
  return (
    <div className="col-span-full flex items-center justify-end xl:col-span-1">
      <Button
        variant="ghost"
        size="md"
        aria-expanded={isOpen}
        aria-label={`Details of ${place}`}
        title="Model, figures, price"
        onClick={onToggle}
        className="max-xl:mr-auto max-xl:-ml-3.5 xl:h-7 xl:px-1.5"
      >
        <ChevronDown aria-hidden="true" className={cn("transition-transform", isOpen && "rotate-180")} />
        <span className="xl:sr-only">Details</span>
      </Button>
      <Button
        variant="ghost"
        size="icon"
        disabled={index === 0}
        className="xl:size-7"
        aria-label={`Move ${place} up`}
        title="Move up"
        onClick={() => move(-1)}
      >
        <ArrowUp aria-hidden="true" />
      </Button>
      <Button
        variant="ghost"
        size="icon"
        disabled={isLast}
        className="xl:size-7"
        aria-label={`Move ${place} down`}
        title="Move down"
        onClick={() => move(1)}
      >
        <ArrowDown aria-hidden="true" />
      </Button>
      <Button
        variant="ghost"
        size="icon"
        className="xl:size-7"
        aria-label={`Duplicate ${place}`}
        title="Duplicate"
        onClick={() => dispatch({ type: "duplicateGroup", groupId: group.id })}
      >
        <Copy aria-hidden="true" />
      </Button>
      <Button
        variant="ghost"
        size="icon"
        className="xl:size-7"
        aria-label={`Remove ${place}`}
        title="Remove"
        onClick={remove}
      >
        <Trash2 aria-hidden="true" />
      </Button>
    </div>
  );
}
