"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { navigation } from "@/components/shell/navigation";
import { cn } from "@/lib/browser/class-names";

function useIsHere(): (href: string) => boolean {
  const pathname = usePathname();
  // A page below another one that is listed too marks itself, not its parent.
  const here = navigation
    .map(({ href }) => href)
    .filter((href) => pathname === href || pathname.startsWith(`${href}/`))
    .reduce((longest, href) => (href.length > longest.length ? href : longest), "");
  return (href) => href === here;
}

/** The rail at the left of wide screens: icons, with names from 1280 px on. */
export function RailLinks() {
  const isHere = useIsHere();
  return (
    <ul className="flex flex-col gap-0.5">
      {navigation.map(({ href, label, Icon }) => (
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
  const isHere = useIsHere();
  const tabs = navigation.filter(({ shortLabel }) => shortLabel !== undefined);
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
