"use client";

import { X } from "lucide-react";
import * as Primitive from "radix-ui/dialog";
import { type ReactNode, useRef } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/browser/class-names";

interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  /** One sentence under the title. */
  readonly description?: string;
  /** Hides title and description from the eye (a palette shows only its input). */
  readonly bare?: boolean;
  readonly className?: string;
  readonly children: ReactNode;
}

/**
 * A modal box: centred, at the bottom on phones. Load whatever uses it on demand
 * (`dynamic(() => import("./my-dialog"))`), since it brings focus trap and scroll lock with it.
 */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  bare = false,
  className,
  children,
}: DialogProps) {
  // Opened without a trigger of its own, so it has to remember where the focus goes back to.
  const opener = useRef<Element | null>(null);
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-50 bg-overlay" />
        <Primitive.Content
          {...(description === undefined ? { "aria-describedby": undefined } : {})}
          onOpenAutoFocus={() => {
            opener.current = document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (opener.current instanceof HTMLElement) opener.current.focus();
          }}
          className={cn(
            "fixed z-50 max-h-[85dvh] overflow-auto border bg-popover shadow-float outline-none sm:inset-x-4 sm:top-[12dvh] sm:bottom-auto sm:mx-auto sm:max-w-lg sm:rounded-xl",
            // A palette is typed in, and the keyboard of a phone covers the bottom.
            bare ? "inset-x-2 top-2 rounded-xl" : "inset-x-0 bottom-0 rounded-t-xl p-5",
            className,
          )}
        >
          <div className={bare ? "sr-only" : "mb-4 pr-10"}>
            <Primitive.Title className="font-semibold text-base">{title}</Primitive.Title>
            {description !== undefined && (
              <Primitive.Description className="mt-1 text-muted-foreground">
                {description}
              </Primitive.Description>
            )}
          </div>
          {children}
          {!bare && (
            <Primitive.Close asChild>
              <Button variant="ghost" size="icon" aria-label="Close" className="absolute top-3 right-3">
                <X aria-hidden="true" />
              </Button>
            </Primitive.Close>
          )}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
