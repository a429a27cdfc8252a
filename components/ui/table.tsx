import type { ComponentProps } from "react";
import { cn } from "@/lib/browser/class-names";

/** A plain table that scrolls sideways by itself. Name it with `caption` text for screen readers. */
export function Table({
  className,
  caption,
  children,
  ...props
}: ComponentProps<"table"> & { readonly caption: string }) {
  return (
    // The region takes focus, or it could not be scrolled by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
    <section aria-label={caption} tabIndex={0} className="relative w-full overflow-x-auto">
      <table className={cn("w-full border-collapse text-left", className)} {...props}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </section>
  );
}

type CellProps<T extends "td" | "th"> = ComponentProps<T> & {
  /** Numbers stand right-aligned in one column of digits. */
  readonly numeric?: boolean;
};

export function Th({ className, numeric = false, scope = "col", ...props }: CellProps<"th">) {
  return (
    <th
      scope={scope}
      className={cn(
        "whitespace-nowrap border-b px-3 py-2 font-medium text-muted-foreground text-xs",
        numeric && "text-right",
        scope === "row" && "text-left text-foreground text-sm",
        className,
      )}
      {...props}
    />
  );
}

export function Td({ className, numeric = false, ...props }: CellProps<"td">) {
  return (
    <td
      className={cn("border-b px-3 py-2 align-top", numeric && "whitespace-nowrap text-right", className)}
      {...props}
    />
  );
}
