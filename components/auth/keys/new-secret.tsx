"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { curlExample } from "@/components/auth/keys/curl-example";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { notify } from "@/components/ui/toast";
import type { CreatedKey } from "@/lib/modules/auth/keys/schema";

interface NewSecretProps {
  readonly created: CreatedKey;
  readonly isKept: boolean;
  readonly onKeptChange: (isKept: boolean) => void;
  readonly onDone: () => void;
}

/** The secret of a key just made, shown this once. */
export function NewSecret({ created: { key, secret }, isKept, onKeptChange, onDone }: NewSecretProps) {
  const example = curlExample(window.location.origin, secret, key.scopes);
  return (
    <div className="grid gap-4">
      <Alert tone="warn" title="This is the only time you see it">
        We keep only a fingerprint. Put the key where your program reads its secrets; whoever has it can do
        what it may.
      </Alert>
      <Copyable label="The key" text={secret} name="key" />
      <Copyable label="Try it" text={example} name="command" />
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox stands inside */}
      <label className="flex cursor-pointer items-center gap-2.5">
        <Checkbox checked={isKept} onChange={(event) => onKeptChange(event.target.checked)} />I have kept it
      </label>
      <div>
        <Button variant="primary" disabled={!isKept} onClick={onDone}>
          Done
        </Button>
      </div>
    </div>
  );
}

function Copyable({
  label,
  text,
  name,
}: {
  readonly label: string;
  readonly text: string;
  readonly name: string;
}) {
  const [isCopied, setIsCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setIsCopied(true);
    } catch {
      notify("error", "The browser does not let this page copy. Select the text and copy it by hand.");
    }
  };
  return (
    <div className="grid gap-1.5">
      <div className="flex items-center justify-between gap-2">
        <span className="font-medium">{label}</span>
        <Button size="sm" onClick={() => void copy()}>
          {isCopied ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
          {isCopied ? "Copied" : "Copy"} <span className="sr-only">the {name}</span>
        </Button>
      </div>
      <pre
        data-testid={`new-${name}`}
        className="select-all whitespace-pre-wrap break-all rounded-md bg-muted p-3 text-xs leading-5"
      >
        <code>{text}</code>
      </pre>
    </div>
  );
}
