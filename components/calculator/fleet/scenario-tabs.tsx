"use client";

import { Copy, Trash2 } from "lucide-react";
import { startTransition } from "react";
import { type FleetDocument, scenariosMax } from "@/components/calculator/fleet/fleet-document";
import type { Fleet } from "@/components/calculator/fleet/use-fleet";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { notify } from "@/components/ui/toast";
import { cn } from "@/lib/browser/class-names";

/** Up to four "what ifs": pick one to edit, name it, copy it, drop it. */
export function ScenarioTabs({ fleet }: { readonly fleet: Fleet }) {
  const { state, dispatch, scenario } = fleet;
  const { scenarios } = state.document;
  const isFull = scenarios.length >= scenariosMax;
  return (
    <div data-print="hide" className="mb-4 flex flex-wrap items-center gap-2">
      {scenarios.length > 1 && (
        <fieldset
          aria-label="Scenarios"
          className="flex max-w-full flex-wrap gap-1 rounded-md border bg-card p-0.5"
        >
          {scenarios.map(({ id, name }) => (
            <button
              key={id}
              type="button"
              aria-pressed={id === scenario.id}
              onClick={() => startTransition(() => dispatch({ type: "selectScenario", id }))}
              className={cn(
                "h-8 max-w-40 truncate rounded-sm px-3 font-medium transition-colors coarse:h-10",
                id === scenario.id
                  ? "bg-hover text-foreground"
                  : "text-muted-foreground hover:bg-hover hover:text-foreground",
              )}
            >
              {name === "" ? "Unnamed" : name}
            </button>
          ))}
        </fieldset>
      )}
      {scenarios.length > 1 && (
        <span className="block w-44 max-sm:flex-1">
          <Input
            aria-label="Name of this scenario"
            value={scenario.name}
            maxLength={40}
            onChange={(event) =>
              dispatch({ type: "renameScenario", id: scenario.id, name: event.target.value })
            }
          />
        </span>
      )}
      <Button
        variant={scenarios.length > 1 ? "ghost" : "secondary"}
        disabled={isFull}
        title={isFull ? `Up to ${scenariosMax} scenarios` : "A copy to change and compare with this one"}
        onClick={() => dispatch({ type: "duplicateScenario", id: scenario.id })}
      >
        <Copy aria-hidden="true" /> {scenarios.length > 1 ? "Duplicate" : "Compare with a copy"}
      </Button>
      {scenarios.length > 1 && (
        <Button variant="ghost" onClick={() => removeScenario(fleet, state.document)}>
          <Trash2 aria-hidden="true" /> Remove
        </Button>
      )}
    </div>
  );
}

function removeScenario({ scenario, dispatch }: Fleet, { scenarios }: FleetDocument): void {
  const index = scenarios.indexOf(scenario);
  dispatch({ type: "removeScenario", id: scenario.id });
  notify("message", `${scenario.name} removed`, {
    action: { label: "Undo", onClick: () => dispatch({ type: "insertScenario", scenario, index }) },
    duration: 15_000,
  });
}
