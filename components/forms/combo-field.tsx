"use client";

import { ChevronsUpDown } from "lucide-react";
import dynamic from "next/dynamic";
import { useId, useRef, useState } from "react";
import type { ComboOption } from "@/components/forms/combo-list";
import { Field, type FieldProps } from "@/components/forms/field";
import { controlClasses } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { cn } from "@/lib/browser/class-names";

const loadList = () => import("@/components/forms/combo-list").then((module) => module.ComboList);
const ComboList = dynamic(loadList, { ssr: false, loading: () => <Skeleton className="h-64 w-full" /> });

interface ComboFieldProps extends FieldProps {
  readonly options: readonly ComboOption[];
  /** `null` when nothing is chosen. */
  readonly value: string | null;
  readonly onValueChange: (value: string) => void;
  /** In the field while nothing is chosen: "Pick a machine". */
  readonly placeholder: string;
  /** In the search box: "Search 82 machines". */
  readonly searchPlaceholder: string;
  /** When nothing matches: what to do instead. */
  readonly emptyText?: string;
  readonly disabled?: boolean;
}

/** One of many, found by typing. The list loads when the field is pointed at or focused. */
export function ComboField(props: ComboFieldProps) {
  const {
    options,
    value,
    onValueChange,
    placeholder,
    searchPlaceholder,
    emptyText = "Nothing matches.",
    disabled,
    ...field
  } = props;
  const id = useId();
  const [open, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const chosen = options.find((option) => option.value === value);
  const preload = () => void loadList();
  return (
    <Field id={id} {...field}>
      {(control) => (
        <>
          <button
            {...control}
            type="button"
            role="combobox"
            aria-haspopup="dialog"
            aria-expanded={open}
            aria-controls={`${id}-box`}
            popoverTarget={`${id}-box`}
            disabled={disabled}
            onPointerEnter={preload}
            onFocus={preload}
            className={cn(controlClasses, "flex items-center justify-between gap-2 text-left")}
          >
            <span className={cn("min-w-0 truncate", chosen === undefined && "text-muted-foreground")}>
              {chosen?.label ?? placeholder}
            </span>
            <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
          </button>
          <div
            ref={box}
            id={`${id}-box`}
            role="dialog"
            aria-label={field.label}
            popover="auto"
            onToggle={(event) => setOpen(event.newState === "open")}
            className="popover-anchored w-[max(anchor-size(width),20rem)] rounded-lg border bg-popover shadow-float"
          >
            {open && (
              <ComboList
                options={options}
                value={value}
                label={field.label}
                searchPlaceholder={searchPlaceholder}
                emptyText={emptyText}
                onPick={(picked) => {
                  onValueChange(picked);
                  box.current?.hidePopover();
                }}
              />
            )}
          </div>
        </>
      )}
    </Field>
  );
}
