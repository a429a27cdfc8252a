"use client";

import { useState } from "react";
import { Chip } from "@/components/auth/filters/chip";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import type { Explanation as Explained } from "@/lib/modules/auth/people/schema";

interface ExplanationProps {
  readonly explanation: Explained;
  readonly name: string;
}

type Permissions = Explained["modules"][number]["permissions"];

const moduleNames: Readonly<Record<Explained["modules"][number]["module"], string>> = {
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

/** What somebody may do, how far, and why: every permission of the table, to be searched. */
export function Explanation({ explanation, name }: ExplanationProps) {
  const [text, setText] = useState("");
  const [isAllowedOnly, setIsAllowedOnly] = useState(false);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const isSearching = text.trim() !== "";
  const found = explanation.modules
    .map(({ module, permissions }) => ({
      module,
      permissions: permissions.filter(
        (one) => matches(one, text) && (!isAllowedOnly || one.scope !== "none"),
      ),
      allowed: permissions.filter(({ scope }) => scope !== "none").length,
      all: permissions.length,
    }))
    .filter(({ permissions }) => permissions.length > 0);
  const toggle = (module: string) => {
    const next = new Set(open);
    if (!next.delete(module)) next.add(module);
    setOpen(next);
  };
  return (
    <Card>
      <CardHeader
        title={`What ${name} may do, and why`}
        description="Follows from the role and the sites alone; each request is decided by this table."
      />
      <CardBody>
        <div className="mb-4 flex flex-wrap items-center gap-2">
          <Input
            type="search"
            aria-label="Search what may be done"
            placeholder="Search: restart, invoices, treasury:plan"
            value={text}
            onChange={({ target }) => setText(target.value)}
            className="sm:max-w-80"
          />
          <Chip on={isAllowedOnly} onToggle={() => setIsAllowedOnly(!isAllowedOnly)}>
            Only what is allowed
          </Chip>
          {!isSearching && (
            <Button
              variant="ghost"
              size="sm"
              onClick={() => setOpen(open.size > 0 ? new Set() : new Set(found.map(({ module }) => module)))}
            >
              {open.size > 0 ? "Fold all" : "Unfold all"}
            </Button>
          )}
        </div>
        {found.length === 0 && (
          <p className="text-muted-foreground">
            Nothing fits “{text}”.{" "}
            <Button variant="link" onClick={() => setText("")}>
              Show everything
            </Button>
          </p>
        )}
        <ul className="divide-y border-y">
          {found.map(({ module, permissions, allowed, all }) => {
            const isOpen = isSearching || open.has(module);
            return (
              <li key={module}>
                <h3>
                  <button
                    type="button"
                    aria-expanded={isOpen}
                    disabled={isSearching}
                    onClick={() => toggle(module)}
                    className="flex min-h-control w-full items-center justify-between gap-3 rounded-sm px-2 text-left hover:bg-hover"
                  >
                    <span className="font-medium">{moduleNames[module]}</span>
                    <span className="text-muted-foreground text-xs">
                      {allowed === 0 ? "nothing" : allowed === all ? `all ${all}` : `${allowed} of ${all}`}
                    </span>
                  </button>
                </h3>
                {isOpen && <PermissionList permissions={permissions} sites={explanation.sites} />}
              </li>
            );
          })}
        </ul>
      </CardBody>
    </Card>
  );
}

interface PermissionListProps {
  readonly permissions: Permissions;
  readonly sites: Explained["sites"];
}

function PermissionList({ permissions, sites }: PermissionListProps) {
  return (
    <ul className="mb-3 grid gap-2.5">
      {permissions.map(({ permission, scope, why, isDangerous }) => (
        <li key={permission} className="flex items-start gap-3">
          <span className="w-28 shrink-0">
            <Reach scope={scope} sites={sites} />
          </span>
          <span className="min-w-0">
            <span className="block">{why}</span>
            <span className="block text-muted-foreground text-xs">
              <code>{permission}</code>
              {isDangerous && scope !== "none" && " · asks to confirm who one is"}
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function Reach({
  scope,
  sites,
}: {
  readonly scope: Permissions[number]["scope"];
  readonly sites: Explained["sites"];
}) {
  switch (scope) {
    case "none":
      return <Badge tone="outline">No</Badge>;
    case "self":
      return <Badge tone="gain">Yes</Badge>;
    case "company":
      return <Badge tone="gain">Company</Badge>;
    case "sites":
      return (
        <Badge tone="gain" className="max-w-full">
          <span className="truncate" title={sites.map(({ name }) => name).join(", ")}>
            {sites.map(({ name }) => name).join(", ")}
          </span>
        </Badge>
      );
  }
}

function matches({ permission, why }: Permissions[number], text: string): boolean {
  const all = `${permission} ${why}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}
