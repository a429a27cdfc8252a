"use client";

import { Check } from "lucide-react";
import { useRef } from "react";
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
} from "@/components/ui/command";
import { cn } from "@/lib/browser/class-names";

export interface ComboOption {
  readonly value: string;
  readonly label: string;
  /** Lighter, at the right: "200 TH/s · 17.5 J/TH". */
  readonly detail?: string;
  /** More words to find it by. */
  readonly keywords?: readonly string[];
  /** Heading it stands under; options of a group must follow each other. */
  readonly group?: string;
}

interface ComboListProps {
  readonly options: readonly ComboOption[];
  readonly value: string | null;
  readonly label: string;
  readonly searchPlaceholder: string;
  readonly emptyText: string;
  readonly onPick: (value: string) => void;
}

export function ComboList({ options, value, label, searchPlaceholder, emptyText, onPick }: ComboListProps) {
  const list = useRef<HTMLDivElement>(null);
  // The best match stands first, but the list keeps the place of the match before.
  const showBest = () => requestAnimationFrame(() => list.current?.scrollTo({ top: 0 }));
  const groups = new Map<string, ComboOption[]>();
  for (const option of options) {
    const group = groups.get(option.group ?? "") ?? [];
    group.push(option);
    groups.set(option.group ?? "", group);
  }
  return (
    <Command label={label} {...(value === null ? {} : { defaultValue: value })}>
      {/* The box was opened to type in it. */}
      <CommandInput placeholder={searchPlaceholder} autoFocus onValueChange={showBest} />
      <CommandList ref={list}>
        <CommandEmpty>{emptyText}</CommandEmpty>
        {[...groups].map(([group, members]) => (
          <CommandGroup key={group} heading={group === "" ? undefined : group}>
            {members.map((option) => (
              <CommandItem
                key={option.value}
                value={option.value}
                keywords={[option.label, ...(option.keywords ?? [])]}
                onSelect={() => onPick(option.value)}
              >
                <Check aria-hidden="true" className={cn(option.value !== value && "opacity-0")} />
                <span className="min-w-0 flex-1 truncate">{option.label}</span>
                {option.detail !== undefined && (
                  <span className="whitespace-nowrap text-muted-foreground text-xs">{option.detail}</span>
                )}
              </CommandItem>
            ))}
          </CommandGroup>
        ))}
      </CommandList>
    </Command>
  );
}
