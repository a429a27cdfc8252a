"use client";

import { useEffect, useState } from "react";

interface ErrorPageProps {
  readonly error: unknown;
  readonly retry: () => void;
}

/**
 * Stands in for a screen that failed. Imports nothing of the kits: every page carries it, and it must work when
 * something else does not.
 */
export function ErrorPage({ error, retry }: ErrorPageProps) {
  const id = errorId(error);
  const [isOffline, setIsOffline] = useState(false);
  useEffect(() => setIsOffline(!navigator.onLine), []);
  return (
    <div role="alert" className="mx-auto flex max-w-xl flex-col items-start px-4 py-12">
      <h1 className="font-semibold text-xl leading-7 tracking-tight">This screen failed</h1>
      <p className="mt-2 text-muted-foreground">
        {isOffline
          ? "This device is offline, and a part of the screen could not be loaded. Try again once you are connected."
          : "Something went wrong while it was being put together. The other screens work, and nothing you entered was sent anywhere."}
      </p>
      <div className="mt-5 flex flex-wrap gap-2">
        <button
          type="button"
          onClick={retry}
          className="h-control rounded-md bg-primary px-3.5 font-medium text-primary-foreground hover:bg-primary-hover"
        >
          Try again
        </button>
        {/* A whole page load, since the program itself may be what is broken. */}
        <a
          href="/"
          className="inline-flex h-control items-center rounded-md border border-input bg-card px-3.5 font-medium hover:bg-hover"
        >
          Go to the start
        </a>
      </div>
      {id !== null && (
        <p className="mt-6 text-muted-foreground text-xs">
          Quote this when you ask for help: <code className="select-all font-mono text-foreground">{id}</code>
        </p>
      )}
    </div>
  );
}

/** The digest that stands beside the error in the server's log; `null` for errors of the browser alone. */
function errorId(error: unknown): string | null {
  if (typeof error !== "object" || error === null || !("digest" in error)) return null;
  return typeof error.digest === "string" ? error.digest : null;
}
