"use client";

import { useEffect } from "react";
import { Toaster, toast } from "sonner";
import { receiveNotices } from "@/components/ui/toast";

// Time to read a notice, and to reach what it offers: by keyboard or screen reader that takes a while.
const readMs = 6_000;
const reachMs = 20_000;

/** The corner where notices appear. Loaded by `ToastHost` when there is a first one. */
export function ToastRegion() {
  useEffect(
    () =>
      receiveNotices(({ kind, title, ...options }) => {
        toast[kind](title, { duration: options.action === undefined ? readMs : reachMs, ...options });
      }),
    [],
  );
  return (
    <Toaster
      position="bottom-right"
      toastOptions={{
        classNames: {
          toast: "!bg-popover !border-border !text-foreground !font-sans !shadow-float !rounded-lg",
          description: "!text-muted-foreground",
          actionButton: "!bg-primary !text-primary-foreground",
        },
      }}
    />
  );
}
