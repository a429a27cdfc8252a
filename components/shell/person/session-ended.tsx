"use client";

import { useState } from "react";
import { buttonClasses } from "@/components/ui/button-classes";
import { Dialog } from "@/components/ui/dialog";

/** Says that the session has ended, and leads back in without losing the screen. Goes by itself once one is back in. */
export function SessionEnded() {
  const [isOpen, setIsOpen] = useState(true);
  const here = `${location.pathname}${location.search}${location.hash}`;
  return (
    <Dialog
      open={isOpen}
      onOpenChange={setIsOpen}
      title="Your session has ended"
      description="It ends after 30 minutes without use, after 12 hours, or when you sign out on another tab or device."
    >
      <p>
        What you typed is still on this page. Sign in in a new tab and come back here to go on with it, or
        sign in in this tab and start this page afresh.
      </p>
      <div className="mt-5 flex flex-wrap gap-2">
        {/* Whole page loads: what the last session had in memory must not outlive it. */}
        <a
          href="/login?next=%2Faccount"
          target="_blank"
          rel="noopener"
          className={buttonClasses({ variant: "primary" })}
        >
          Sign in in a new tab
        </a>
        <a href={`/login?next=${encodeURIComponent(here)}`} className={buttonClasses()}>
          Sign in here
        </a>
      </div>
    </Dialog>
  );
}
