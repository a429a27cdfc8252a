import type { Metadata } from "next";
import { ErrorState } from "@/components/shell/error-state";
import { ButtonLink } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

// Must read nothing of the request: it is part of every page, and pages made at build time have to stay that.
export default function NotFound() {
  return (
    <main>
      <ErrorState
        level={1}
        title="There is nothing at this address"
        meaning="The link may be old, or a letter may be missing. Nothing is broken, and nothing of yours is lost."
        actions={
          <>
            <ButtonLink variant="primary" href="/calculator">
              Open the calculator
            </ButtonLink>
            <ButtonLink href="/">Go to the start</ButtonLink>
          </>
        }
      />
    </main>
  );
}
