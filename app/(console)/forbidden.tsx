import type { Metadata } from "next";
import { ErrorState } from "@/components/shell/error-state";
import { buttonClasses } from "@/components/ui/button-classes";

export const metadata: Metadata = { title: "Not for your role" };

/** Stands in for a page that the person's role may not enter (403). Plain links, so that it brings no code. */
export default function Forbidden() {
  return (
    <ErrorState
      level={1}
      title="Your role does not open this page"
      meaning="You are signed in, and nothing is broken. What you may see here is decided by an owner or admin of the company you act for: ask one of them, or switch to another company in the menu at the top right."
      actions={
        <>
          <a className={buttonClasses({ variant: "primary" })} href="/calculator">
            Open the calculator
          </a>
          <a className={buttonClasses()} href="/account">
            See your account
          </a>
        </>
      }
    />
  );
}
