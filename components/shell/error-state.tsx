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
      <WarningTriangle />
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

/** "triangle-alert" of lucide, whose own component is code for the browser; not-found.tsx must bring none. */
function WarningTriangle() {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      className="mb-4 size-6 text-loss"
    >
      <path d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3" />
      <path d="M12 9v4" />
      <path d="M12 17h.01" />
    </svg>
  );
}
