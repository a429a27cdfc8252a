"use client";

import { Boxes } from "lucide-react";
import { useMemo } from "react";
import { emptyDocument, exampleDocument, newGroup } from "@/components/calculator/fleet/example-document";
import { groupsMax } from "@/components/calculator/fleet/fleet-document";
import { groupColumns } from "@/components/calculator/fleet/group-columns";
import { GroupRow } from "@/components/calculator/fleet/group-row";
import { GroupsTotal } from "@/components/calculator/fleet/groups-total";
import { groupName } from "@/components/calculator/fleet/resolve-fleet";
import type { Fleet } from "@/components/calculator/fleet/use-fleet";
import { machineOptions } from "@/components/catalogue/machine-options";
import { ComboField } from "@/components/forms/combo-field";
import { EmptyState } from "@/components/shell/empty-state";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardHeader } from "@/components/ui/card";
import { notify } from "@/components/ui/toast";
import { cn } from "@/lib/browser/class-names";

const ownMachine = "own";

/** The fleet: one line for each group of equal machines, what each earns, and the sum. */
export function GroupsCard({ fleet }: { readonly fleet: Fleet }) {
  const { state, dispatch, scenario, models, outcome } = fleet;
  const { isExample } = state.document;
  const results = useMemo(() => new Map(outcome?.before.groups.map((group) => [group.id, group])), [outcome]);
  const replace = (document: typeof exampleDocument, title: string) => {
    const before = state.document;
    dispatch({ type: "restore", document });
    notify("message", title, {
      action: { label: "Undo", onClick: () => dispatch({ type: "restore", document: before }) },
      duration: 15_000,
    });
  };
  return (
    <Card className="mb-5 min-w-0">
      <CardHeader
        title={
          <span className="inline-flex items-center gap-2">
            Machines {isExample && <Badge tone="warn">example</Badge>}
          </span>
        }
        description={
          isExample
            ? "A site that grew over the years. Change it to yours; what you type stays in this browser."
            : "One line for machines of the same model, age and electricity price."
        }
        actions={
          scenario.groups.length > 0 && (
            <Button
              variant="ghost"
              size="sm"
              onClick={() => replace(emptyDocument, "Started with no machines")}
            >
              Start empty
            </Button>
          )
        }
      />
      {scenario.groups.length === 0 ? (
        <EmptyState
          Icon={Boxes}
          title="No machines yet"
          action={
            <Button onClick={() => replace(exampleDocument, "The example is shown")}>
              Start from the example
            </Button>
          }
        >
          Pick your first model below, or open the example and change it.
        </EmptyState>
      ) : (
        <div className="mt-3">
          <ColumnHeads />
          <ul>
            {scenario.groups.map((group, index) => (
              <GroupRow
                key={group.id}
                group={group}
                index={index}
                isLast={index === scenario.groups.length - 1}
                name={groupName(group, models)}
                model={group.machine === null ? null : (models.get(group.machine) ?? null)}
                site={scenario.site}
                scenarioId={scenario.id}
                result={results.get(group.id) ?? null}
                isOutdated={fleet.isOutdated}
                catalogue={fleet.catalogue}
                dispatch={dispatch}
              />
            ))}
          </ul>
          {outcome !== null && <GroupsTotal outcome={outcome} isOutdated={fleet.isOutdated} />}
        </div>
      )}
      <AddMachines fleet={fleet} />
    </Card>
  );
}

/** Names of the columns over the lines of wide screens; on others each field carries its label. */
function ColumnHeads() {
  const heads = ["Machines", "Age", "Decay", "Electricity"];
  return (
    <div
      aria-hidden="true"
      className={cn(
        groupColumns,
        "border-b px-4 pb-1.5 font-medium text-muted-foreground text-xs max-xl:hidden sm:px-5",
      )}
    >
      <span>Model</span>
      {heads.map((head) => (
        <span key={head}>{head}</span>
      ))}
      <span className="text-right">Hashrate today</span>
      <span className="text-right">Strike price</span>
      <span className="text-right">Profit per day</span>
      <span />
    </div>
  );
}

function AddMachines({ fleet }: { readonly fleet: Fleet }) {
  const { catalogue, catalogueError, scenario, dispatch } = fleet;
  const options = useMemo(
    () => [
      {
        value: ownMachine,
        label: "My own machine",
        detail: "type TH/s and W",
        keywords: ["custom", "manual"],
      },
      ...machineOptions(catalogue ?? []),
    ],
    [catalogue],
  );
  const isFull = scenario.groups.length >= groupsMax;
  return (
    <div className="max-w-md px-4 py-4 sm:px-5">
      <ComboField
        label="Add machines"
        options={options}
        value={null}
        placeholder="Pick a model to add a line"
        searchPlaceholder={`Search ${catalogue?.length ?? 0} machines`}
        emptyText="Not in the catalogue: pick “My own machine” and type its TH/s and watts."
        disabled={isFull}
        help={isFull ? `A fleet holds up to ${groupsMax} lines.` : undefined}
        error={
          catalogueError === null
            ? null
            : `The catalogue did not come (${catalogueError}). Pick “My own machine” to go on.`
        }
        onValueChange={(value) => {
          const last = scenario.groups.at(-1);
          dispatch({
            type: "addGroup",
            group: {
              ...newGroup,
              machine: value === ownMachine ? null : value,
              // Most lines of a site are on the contract of the line before.
              electricityUsdPerKwh: last?.electricityUsdPerKwh ?? newGroup.electricityUsdPerKwh,
            },
          });
        }}
      />
    </div>
  );
}
