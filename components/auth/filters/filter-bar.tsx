import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

interface FilterBarProps {
  /** Whether anything is narrowed: then all of it can be taken back at once. */
  readonly isSet: boolean;
  readonly onShowAll: () => void;
  readonly children: ReactNode;
}

/** What narrows a list: a row on wide screens, two columns on a phone. All of it stands in the address. */
export function FilterBar({ isSet, onShowAll, children }: FilterBarProps) {
  return (
    <search data-print="hide" className="mb-3 grid grid-cols-2 gap-2 sm:flex sm:flex-wrap sm:items-center">
      {children}
      {isSet && (
        <Button variant="ghost" className="max-sm:col-span-2" onClick={onShowAll}>
          Show all
        </Button>
      )}
    </search>
  );
}
