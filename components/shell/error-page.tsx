"use client";

import { ErrorState } from "@/components/shell/error-state";
import { Button, ButtonLink } from "@/components/ui/button";
import { isRecord } from "@/lib/browser/fetch-json";

interface ErrorPageProps {
  readonly error: unknown;
  readonly retry: () => void;
}

/** Stands in for a screen that failed. */
export function ErrorPage({ error, retry }: ErrorPageProps) {
  return (
    <ErrorState
      level={1}
      title="This screen failed"
      meaning="Something went wrong while it was being put together. Nothing you entered was sent anywhere, and the other screens work."
      id={errorId(error)}
      actions={
        <>
          <Button variant="primary" onClick={retry}>
            Try again
          </Button>
          <ButtonLink href="/">Go to the start</ButtonLink>
        </>
      }
    />
  );
}

/** The digest that stands beside the error in the server's log; `null` for errors of the browser alone. */
function errorId(error: unknown): string | null {
  return isRecord(error) && typeof error.digest === "string" ? error.digest : null;
}
