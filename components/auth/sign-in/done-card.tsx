"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { AuthCard } from "@/components/auth/sign-in/auth-card";
import { buttonClasses } from "@/components/ui/button-classes";
import { cn } from "@/lib/browser/class-names";

interface DoneCardProps {
  readonly title: string;
  /** Where to go next, and the words for it. */
  readonly href: string;
  readonly link: string;
  readonly children: ReactNode;
}

/** Something is done. Takes the focus, because the form or button is gone; the link loads a page anew. */
export function DoneCard({ title, href, link, children }: DoneCardProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <AuthCard title={title}>
      <div ref={box} role="status" tabIndex={-1} className="outline-none">
        {children}
      </div>
      <a href={href} className={cn(buttonClasses({ variant: "primary" }), "w-full")}>
        {link}
      </a>
    </AuthCard>
  );
}
