"use client";

import Link from "next/link";
import { type ReactNode, useEffect, useRef } from "react";
import { AuthCard } from "@/components/auth/sign-in/auth-card";
import { buttonClasses } from "@/components/ui/button-classes";

/** After a form that has a mail sent: what to do next. Takes the focus, because the form is gone. */
export function MailSentCard({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <AuthCard
      title="Look into your mail"
      footer={
        <Link href="/login" className={buttonClasses({ variant: "link" })}>
          Back to signing in
        </Link>
      }
    >
      <div ref={box} role="status" tabIndex={-1} className="outline-none">
        {children}
      </div>
    </AuthCard>
  );
}
