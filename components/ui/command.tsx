"use client";

import { Command as Primitive } from "cmdk";
import { Search } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "@/lib/browser/class-names";

/** A list filtered by typing, worked with the arrow keys. Load it on demand. */
export function Command({ className, ...props }: ComponentProps<typeof Primitive>) {
  return (
    <Primitive filter={wordScore} className={cn("flex max-h-full min-h-0 flex-col", className)} {...props} />
  );
}

/** Every typed word must occur somewhere, and names that begin with it come first. Fuzzy matching would take S12 for S21. */
function wordScore(value: string, search: string, keywords: string[] = []): number {
  const text = [value, ...keywords].join(" ").toLowerCase();
  const squeezed = text.replace(/[\s-]+/g, "");
  let score = 1;
  for (const word of search.toLowerCase().split(/\s+/).filter(Boolean)) {
    if (!text.includes(word) && !squeezed.includes(word)) return 0;
    if (text.split(/[\s-]+/).includes(word)) score += 2;
    else if (text.includes(` ${word}`) || text.startsWith(word)) score += 1;
  }
  return score / 100;
}

export function CommandInput(props: ComponentProps<typeof Primitive.Input>) {
  return (
    <div className="flex items-center gap-2 border-b px-3">
      <Search aria-hidden="true" className="size-4 shrink-0 text-muted-foreground" />
      <Primitive.Input
        className="h-11 w-full bg-transparent text-base outline-none placeholder:text-muted-foreground sm:text-sm"
        {...props}
      />
    </div>
  );
}

export function CommandList({ className, ...props }: ComponentProps<typeof Primitive.List>) {
  return (
    <Primitive.List className={cn("max-h-80 scroll-py-2 overflow-y-auto p-1.5", className)} {...props} />
  );
}

export function CommandEmpty(props: ComponentProps<typeof Primitive.Empty>) {
  return <Primitive.Empty className="px-3 py-6 text-center text-muted-foreground" {...props} />;
}

export function CommandGroup(props: ComponentProps<typeof Primitive.Group>) {
  return (
    <Primitive.Group
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-muted-foreground [&_[cmdk-group-heading]]:text-xs"
      {...props}
    />
  );
}

export function CommandItem({ className, ...props }: ComponentProps<typeof Primitive.Item>) {
  return (
    <Primitive.Item
      className={cn(
        "flex min-h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 py-1.5 data-[selected=true]:bg-hover coarse:min-h-11 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted-foreground",
        className,
      )}
      {...props}
    />
  );
}
