"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { NavigationItem } from "@/components/shell/navigation";
import { useNavigation } from "@/components/shell/use-navigation";
import { cn } from "@/lib/browser/class-names";

function useIsHere(items: readonly NavigationItem[]): (href: string) => boolean {
  const pathname = usePathname();
  // A page below another one that is listed too marks itself, not its parent.
  const here = items
    .map(({ href }) => href)
    .filter((href) => pathname === href || pathname.startsWith(`${href}/`))
    .reduce((longest, href) => (href.length > longest.length ? href : longest), "");
  return (href) => href === here;
}

/** The rail at the left of wide screens: icons, with names from 1280 px on. */
export function RailLinks() {
  const items = useNavigation();
  const isHere = useIsHere(items);
  return (
    <ul className="flex flex-col gap-0.5">
      {items.map(({ href, label, Icon }) => (
        <li key={href}>
          <Link
            href={href}
            title={label}
            aria-current={isHere(href) ? "page" : undefined}
            className={cn(
              "flex h-9 items-center gap-3 rounded-md px-2.5 text-muted-foreground transition-colors hover:bg-hover hover:text-foreground",
              isHere(href) && "bg-hover font-medium text-foreground",
            )}
          >
            <Icon
              aria-hidden="true"
              className={cn("size-[18px] shrink-0", isHere(href) && "text-primary-text")}
            />
            <span className="sr-only xl:not-sr-only">{label}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** The tabs at the bottom of a phone. */
export function BottomTabs() {
  const items = useNavigation();
  const isHere = useIsHere(items);
  const tabs = items.filter(({ shortLabel }) => shortLabel !== undefined);
  return (
    <ul className="grid auto-cols-fr grid-flow-col">
      {tabs.map(({ href, shortLabel, Icon }) => (
        <li key={href}>
          <Link
            href={href}
            aria-current={isHere(href) ? "page" : undefined}
            className={cn(
              "flex h-14 flex-col items-center justify-center gap-1 text-[0.6875rem] text-muted-foreground leading-4",
              isHere(href) && "font-medium text-foreground",
            )}
          >
            <Icon aria-hidden="true" className={cn("size-5", isHere(href) && "text-primary-text")} />
            {shortLabel}
          </Link>
        </li>
      ))}
    </ul>
  );
}
