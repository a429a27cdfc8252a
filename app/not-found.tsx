import type { Metadata } from "next";
import { ErrorState } from "@/components/shell/error-state";
import { buttonClasses } from "@/components/ui/button-classes";

export const metadata: Metadata = { title: "Not found" };

// Part of every page: it must read nothing of the request, or pages made at build time no longer could be, and it
// brings no code for the browser, which each page would load. Hence plain links, and an icon drawn by the server.
export default function NotFound() {
  return (
    <main>
      <ErrorState
        level={1}
        title="There is nothing at this address"
        meaning="The link may be old, or a letter may be missing. Nothing is broken, and nothing of yours is lost."
        actions={
          <>
            <a className={buttonClasses({ variant: "primary" })} href="/calculator">
              Open the calculator
            </a>
            <a className={buttonClasses()} href="/">
              Go to the start
            </a>
          </>
        }
      />
    </main>
  );
}
