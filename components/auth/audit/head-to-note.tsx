"use client";

import { useState } from "react";
import { Moment } from "@/components/shell/moment";
import { Button } from "@/components/ui/button";
import type { VerificationLine } from "@/lib/modules/auth/audit/schema";

type Head = NonNullable<Extract<VerificationLine, { type: "report" }>["head"]>;

/** The end of the chain, to be kept where nobody who can write the database can reach it. */
export function HeadToNote({ head }: { readonly head: Head }) {
  const [isCopied, setIsCopied] = useState(false);
  const text = `${head.sequence}:${head.hash}`;
  return (
    <section aria-label="Head to note down" className="grid gap-1.5">
      <h3 className="font-medium">Note this down</h3>
      <p className="max-w-prose text-muted-foreground">
        It vouches for entries 1 to {head.sequence.toLocaleString("en-US")}. Kept on paper or in a mail, it
        shows later whether any of them was changed, even by somebody who owns this server.
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <code className="min-w-0 select-all break-all rounded-md bg-muted px-2 py-1.5 font-mono text-xs">
          {text}
        </code>
        {globalThis.isSecureContext && (
          <Button
            size="sm"
            onClick={() => {
              navigator.clipboard.writeText(text).then(
                () => setIsCopied(true),
                () => setIsCopied(false),
              );
            }}
          >
            {isCopied ? "Copied" : "Copy"}
          </Button>
        )}
      </div>
      {head.signedAt !== null && (
        <p className="text-muted-foreground text-xs">
          Signed <Moment at={head.signedAt} /> with key {head.keyId}
          {head.source === "outside" && ", kept outside the database"}
        </p>
      )}
    </section>
  );
}
