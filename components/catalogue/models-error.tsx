"use client";

import { ErrorState } from "@/components/shell/error-state";
import { Button } from "@/components/ui/button";
import { ApiError } from "@/lib/browser/fetch-json";

/** Stands where the machines would, when the catalogue did not come. */
export function ModelsError({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  return (
    <ErrorState
      level={1}
      title="The machines could not be loaded"
      meaning={`${error.message} The calculator still takes a hashrate and a power that you type yourself.`}
      id={error instanceof ApiError ? error.requestId : null}
      actions={
        <Button variant="primary" onClick={retry}>
          Load the machines again
        </Button>
      }
    />
  );
}
