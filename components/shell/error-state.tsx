import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

interface ErrorStateProps {
  /** What happened: "The history could not be loaded". */
  readonly title: string;
  /** What it means for the person. */
  readonly meaning: ReactNode;
  /** To quote when asking for help. */
  readonly id?: string | null;
  /** What to do: the buttons. */
  readonly actions?: ReactNode;
  /** 1 when it is the whole page. */
  readonly level?: 1 | 2 | 3;
}

/** What happened, what it means, what to do, and an id to quote. */
export function ErrorState({ title, meaning, id = null, actions, level = 2 }: ErrorStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div role="alert" className="mx-auto flex max-w-xl flex-col items-start px-4 py-12">
      <TriangleAlert aria-hidden="true" className="mb-4 size-6 text-loss" />
      <Heading className="font-semibold text-xl leading-7 tracking-tight">{title}</Heading>
      <div className="mt-2 text-muted-foreground">{meaning}</div>
      {actions !== undefined && <div className="mt-5 flex flex-wrap gap-2">{actions}</div>}
      {id !== null && (
        <p className="mt-6 text-muted-foreground text-xs">
          Quote this when you ask for help: <code className="select-all font-mono text-foreground">{id}</code>
        </p>
      )}
    </div>
  );
}
