interface PayloadProps {
  readonly label: string;
  readonly text: string;
}

/** A long text of a machine, folded. */
export function Payload({ label, text }: PayloadProps) {
  return (
    <details>
      <summary className="cursor-pointer text-muted-foreground">{label}</summary>
      <section
        aria-label={label}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
        tabIndex={0}
        className="mt-1 max-h-72 overflow-auto rounded-md bg-muted p-3 text-xs leading-5"
      >
        <pre className="whitespace-pre-wrap break-words">{text}</pre>
      </section>
    </details>
  );
}
