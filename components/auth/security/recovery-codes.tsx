"use client";

import { Copy, Download, Printer } from "lucide-react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";
import { downloadBlob } from "@/lib/browser/download";

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  readonly onKept: () => void;
}

/** Ten codes, shown once: to copy, to keep as a file, to print. */
export function RecoveryCodes({ codes, onKept }: RecoveryCodesProps) {
  const text = fileText(codes);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      notify("success", "The recovery codes are copied.");
    } catch {
      // Not allowed here, or no clipboard without https: the codes can still be selected.
      notify("error", "The browser did not allow copying. Select the codes and copy them.");
    }
  };
  return (
    <div className="grid gap-4">
      <Alert tone="warn" title="Keep these recovery codes now; they are not shown again">
        With one of them you sign in when your phone is lost. Each works once. Whoever has them and your
        password is in.
      </Alert>
      <ol
        aria-label="Recovery codes"
        className="grid select-all grid-cols-1 gap-x-6 gap-y-1.5 rounded-md border bg-muted p-4 font-mono min-[26rem]:grid-cols-2"
      >
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div data-print="hide" className="flex flex-wrap gap-2">
        <Button onClick={() => void copy()}>
          <Copy aria-hidden="true" />
          Copy
        </Button>
        <Button
          onClick={() =>
            downloadBlob(new Blob([text], { type: "text/plain" }), "hashinsight-recovery-codes.txt")
          }
        >
          <Download aria-hidden="true" />
          Download
        </Button>
        <Button onClick={() => window.print()}>
          <Printer aria-hidden="true" />
          Print
        </Button>
        <Button variant="primary" className="sm:ml-auto" onClick={onKept}>
          I have kept them
        </Button>
      </div>
    </div>
  );
}

function fileText(codes: readonly string[]): string {
  const day = new Date().toISOString().slice(0, 10);
  return [
    `Recovery codes of HashInsight (${location.host}), ${day}. Each works once.`,
    "",
    ...codes,
    "",
  ].join("\n");
}
