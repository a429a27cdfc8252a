import { fieldName, valueText } from "@/components/auth/audit/audit-words";
import type { AuditChange } from "@/lib/modules/auth/audit/schema";

const shownAtOnce = 4;

/** What an act changed, field by field: what was with a minus, what is with a plus; the colours only repeat the signs. */
export function ChangeList({ changes }: { readonly changes: readonly AuditChange[] }) {
  if (changes.length === 0) return <span className="text-muted-foreground">No field changed</span>;
  const rest = changes.slice(shownAtOnce);
  return (
    <>
      <Lines changes={changes.slice(0, shownAtOnce)} />
      {rest.length > 0 && (
        <details className="mt-1">
          <summary className="cursor-pointer text-muted-foreground text-xs">{rest.length} more</summary>
          <Lines changes={rest} />
        </details>
      )}
    </>
  );
}

function Lines({ changes }: { readonly changes: readonly AuditChange[] }) {
  return (
    <dl className="grid gap-0.5">
      {changes.map((change) => (
        <div key={change.path} className="flex flex-wrap items-baseline gap-x-2">
          <dt className="font-mono text-muted-foreground text-xs">{fieldName(change.path)}</dt>
          <dd className="flex min-w-0 flex-wrap items-baseline gap-x-1.5 break-all">
            {change.kind !== "added" && (
              <Value
                sign="−"
                word="before"
                value={change.before}
                withheld={change.beforeWithheld}
                tone="text-loss"
              />
            )}
            {change.kind === "changed" && (
              <span aria-hidden="true" className="text-muted-foreground">
                →
              </span>
            )}
            {change.kind !== "removed" && (
              <Value
                sign="+"
                word="after"
                value={change.after}
                withheld={change.afterWithheld}
                tone="text-gain"
              />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface ValueProps {
  readonly sign: "−" | "+";
  readonly word: string;
  readonly value: unknown;
  readonly withheld: AuditChange["beforeWithheld"];
  readonly tone: string;
}

function Value({ sign, word, value, withheld, tone }: ValueProps) {
  return (
    <span className={withheld === null ? tone : "text-muted-foreground italic"}>
      <span aria-hidden="true">{sign} </span>
      <span className="sr-only">{word} </span>
      {withheld === null ? valueText(value) : withheldWords[withheld]}
    </span>
  );
}

const withheldWords = {
  erased: "erased with the person",
  altered: "kept value was altered, not shown",
} as const;
