"use client";

import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/lib/browser/class-names";
import type { Role } from "@/lib/domain/rbac/role";
import { rolesWithSites } from "@/lib/modules/auth/people/roles-with-sites";
import type { PersonSite } from "@/lib/modules/auth/people/schema";
import { roleMeanings, roleNames } from "@/lib/modules/auth/people/words";

interface PlaceFieldsProps {
  readonly roles: readonly Role[];
  readonly role: Role;
  readonly onRoleChange: (role: Role) => void;
  readonly sites: readonly PersonSite[];
  readonly siteIds: readonly string[];
  readonly onSiteIdsChange: (siteIds: readonly string[]) => void;
  readonly sitesError: string | null;
}

/** Which role, with what it means beside each, and at which sites where the role has any. */
export function PlaceFields(props: PlaceFieldsProps) {
  const { roles, role, onRoleChange, sites, siteIds, onSiteIdsChange, sitesError } = props;
  const name = useId();
  return (
    <>
      <fieldset className="min-w-0">
        <legend className="mb-1.5 font-medium">Role</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          {roles.map((one) => (
            <label
              key={one}
              className={cn(
                "flex cursor-pointer gap-2.5 rounded-md border px-3 py-2 hover:bg-hover",
                one === role && "border-foreground bg-muted",
              )}
            >
              <input
                type="radio"
                name={name}
                value={one}
                checked={one === role}
                onChange={() => onRoleChange(one)}
                className="mt-1 size-3.5 shrink-0 accent-primary"
              />
              <span className="min-w-0">
                <span className="block font-medium">{roleNames[one]}</span>
                <span className="block text-muted-foreground text-xs">{sentence(roleMeanings[one])}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {rolesWithSites.includes(role) && (
        <fieldset className="min-w-0">
          <legend className="mb-1.5 font-medium">Sites</legend>
          {sites.length === 0 ? (
            <p className="text-muted-foreground text-xs">
              There is no site to give yet. Sites can be given once they are opened.
            </p>
          ) : (
            <div className="flex flex-wrap gap-x-5 gap-y-2">
              {sites.map((site) => (
                // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox inside is the control
                <label key={site.id} className="flex min-h-6 cursor-pointer items-center gap-2">
                  <Checkbox
                    checked={siteIds.includes(site.id)}
                    onChange={({ target }) =>
                      onSiteIdsChange(
                        target.checked ? [...siteIds, site.id] : siteIds.filter((id) => id !== site.id),
                      )
                    }
                  />
                  <span>{site.name}</span>
                </label>
              ))}
            </div>
          )}
          {sitesError !== null && <p className="mt-1.5 text-loss text-xs">{sitesError}</p>}
          {sites.length > 0 && siteIds.length === 0 && role !== "customer" && (
            <p className="mt-1.5 text-muted-foreground text-xs">Without a site they see no machine.</p>
          )}
        </fieldset>
      )}
    </>
  );
}

/** The sites that go with a role: none for a role that has the whole company or nothing. */
export function sitesFor(role: Role, siteIds: readonly string[]): string[] {
  return rolesWithSites.includes(role) ? [...siteIds] : [];
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
