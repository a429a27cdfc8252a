"use client";

import { useState } from "react";
import type { NotedDown } from "@/components/auth/audit/use-verification";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";

/** Takes a head that was noted down earlier, to check the trail against it. */
export function NotedHeadForm({ onCheck }: { readonly onCheck: (noted: NotedDown) => void }) {
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <details>
      <summary className="cursor-pointer text-muted-foreground">Check against a head you noted down</summary>
      <form
        className="mt-2 flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          const noted = parseNoted(text);
          setProblem(noted === null ? "Must be a number, a colon and 64 hexadecimal digits" : null);
          if (noted !== null) onCheck(noted);
        }}
      >
        <TextField
          label="Noted head"
          className="min-w-0 grow"
          inputClassName="font-mono"
          placeholder="1024:9f86d081…"
          maxLength={90}
          spellCheck={false}
          value={text}
          error={problem}
          onValueChange={setText}
        />
        <Button type="submit">Check</Button>
      </form>
    </details>
  );
}

/** "1024:9f86…" as its two parts; null for anything else. */
function parseNoted(text: string): NotedDown | null {
  const [, sequence, hash] = /^\s*(\d{1,15})\s*:\s*([0-9a-f]{64})\s*$/i.exec(text) ?? [];
  if (sequence === undefined || hash === undefined || Number(sequence) < 1) return null;
  return { sequence: Number(sequence), hash: hash.toLowerCase() };
}
