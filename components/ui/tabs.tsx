"use client";

import * as Primitive from "radix-ui/tabs";
import type { ComponentProps } from "react";
import { cn } from "@/lib/browser/class-names";

/** `<Tabs value onValueChange><TabsList label="…"><TabsTrigger value>…</TabsTrigger></TabsList><TabsContent value>…` */
export const Tabs = Primitive.Root;

export function TabsList({
  label,
  className,
  ...props
}: ComponentProps<typeof Primitive.List> & { readonly label: string }) {
  return (
    <Primitive.List
      aria-label={label}
      className={cn("flex max-w-full gap-1 overflow-x-auto border-b", className)}
      {...props}
    />
  );
}

export function TabsTrigger({ className, ...props }: ComponentProps<typeof Primitive.Trigger>) {
  return (
    <Primitive.Trigger
      className={cn(
        "-mb-px h-control shrink-0 whitespace-nowrap border-transparent border-b-2 px-3 font-medium text-muted-foreground transition-colors hover:text-foreground focus-visible:-outline-offset-2 data-[state=active]:border-primary data-[state=active]:text-foreground",
        className,
      )}
      {...props}
    />
  );
}

export function TabsContent({ className, ...props }: ComponentProps<typeof Primitive.Content>) {
  return <Primitive.Content className={cn("pt-4", className)} {...props} />;
}
