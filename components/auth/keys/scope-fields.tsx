"use client";

import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { isPermission, type Permission, permissionTable } from "@/lib/domain/rbac/permission-table";
import { isForPrograms } from "@/lib/domain/rbac/program-permissions";
import type { Decision } from "@/lib/modules/auth/rbac/schema";

/** What programs ask for first; the rest is chosen on purpose. */
const tickedAtFirst: ReadonlySet<Permission> = new Set(["auth:read_own_permissions", "market:read"]);

const moduleWords: Readonly<Record<string, string>> = {
  auth: "People and access",
  market: "Market",
  calculator: "Calculator",
  batch: "Batch calculator",
  crm: "Customers and deals",
  billing: "Billing",
  hosting: "Hosting",
  client: "Customer portal",
  analytics: "Analytics",
  intelligence: "Intelligence",
  treasury: "Treasury",
  trust: "Trust",
  events: "Events",
};

const reachWords: Readonly<Record<Decision["scope"], string>> = {
  none: "",
  self: "what is yours",
  sites: "at the sites given to you",
  company: "in the whole company",
};

interface Choice {
  readonly permission: Permission;
  readonly reach: string;
}

/** What a key may be given, by module: all that the person may do and programs may. */
export function ScopeFields({ decisions, error }: { decisions: readonly Decision[]; error: string | null }) {
  return (
    <div className="grid gap-4">
      <p className="text-muted-foreground text-xs">
        Only what you may do yourself, and nothing that wants you to confirm who you are: a program cannot.
        The key loses at once what you lose.
      </p>
      {error !== null && <p className="text-loss text-xs">{error}</p>}
      {[...byModule(decisions)].map(([module, choices]) => (
        <ModuleScopes key={module} title={moduleWords[module] ?? module} choices={choices} />
      ))}
    </div>
  );
}

function ModuleScopes({ title, choices }: { readonly title: string; readonly choices: readonly Choice[] }) {
  const group = useRef<HTMLFieldSetElement>(null);
  const toggleAll = () => {
    const boxes = [...(group.current?.querySelectorAll<HTMLInputElement>("input[type=checkbox]") ?? [])];
    const tick = boxes.some((box) => !box.checked);
    for (const box of boxes) box.checked = tick;
  };
  return (
    <fieldset ref={group} className="min-w-0">
      <legend className="flex w-full items-baseline justify-between gap-2">
        <span className="font-medium">{title}</span>
        {choices.length > 1 && (
          <Button variant="ghost" size="sm" onClick={toggleAll} aria-label={`All or none of ${title}`}>
            All or none
          </Button>
        )}
      </legend>
      <ul className="mt-1 grid gap-1">
        {choices.map(({ permission, reach }) => (
          <li key={permission}>
            {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox stands inside */}
            <label className="flex cursor-pointer gap-2.5 rounded-sm px-1 py-1 hover:bg-hover">
              <Checkbox
                name="scopes"
                value={permission}
                defaultChecked={tickedAtFirst.has(permission)}
                className="mt-0.5 shrink-0"
              />
              <span className="min-w-0">
                <span className="block">{sentence(permissionTable[permission].allows)}</span>
                <span className="block break-words text-muted-foreground text-xs">
                  <code>{permission}</code> · {reach}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

function byModule(decisions: readonly Decision[]): ReadonlyMap<string, readonly Choice[]> {
  const modules = new Map<string, Choice[]>();
  for (const { permission, isAllowed, scope } of decisions) {
    if (!isAllowed || !isPermission(permission) || !isForPrograms(permission)) continue;
    const [module = ""] = permission.split(":");
    modules.set(module, [...(modules.get(module) ?? []), { permission, reach: reachWords[scope] }]);
  }
  return modules;
}

/** "see sites" becomes "See sites". */
function sentence(allows: string): string {
  return allows.charAt(0).toUpperCase() + allows.slice(1);
}
