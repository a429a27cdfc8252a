"use client";

import { Download } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { AccountSection } from "@/components/auth/account/account-section";
import { Button } from "@/components/ui/button";
import { buttonClasses } from "@/components/ui/button-classes";

const EraseDialog = dynamic(() =>
  import("@/components/auth/privacy/erase-dialog").then((module) => module.EraseDialog),
);

/** What is stored about the person: to take along, and to have erased. */
export function PrivacySection({ email }: { readonly email: string }) {
  const [isErasing, setIsErasing] = useState(false);
  return (
    <AccountSection
      id="privacy"
      title="Your data"
      description="Everything that is stored about you, in every company you are in."
    >
      <div className="grid gap-5">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
          <p className="max-w-[30rem] text-muted-foreground">
            One file in JSON: account, places in companies, sessions, sign-ins, keys, and what the trail says
            of you. Passwords and other secrets are left out.
          </p>
          <a className={buttonClasses()} href="/api/account/export" download>
            <Download aria-hidden="true" />
            Download my data
          </a>
        </div>
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-t pt-5">
          <p className="max-w-[30rem] text-muted-foreground">
            Having your account erased cannot be taken back. You are asked to type your e-mail first.
          </p>
          <Button variant="destructive" onClick={() => setIsErasing(true)}>
            Erase my account
          </Button>
        </div>
      </div>
      {isErasing && <EraseDialog email={email} onClose={() => setIsErasing(false)} />}
    </AccountSection>
  );
}
