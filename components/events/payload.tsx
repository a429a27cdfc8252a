interface PayloadProps {
  readonly label: string;
  readonly text: string;
}

/** A long text of a machine, folded. */
export function Payload({ label, text }: PayloadProps) {
  return (
    <details>
      <summary className="cursor-pointer text-muted-foreground">{label}</summary>
      <pre className="mt-1 max-h-72 overflow-auto whitespace-pre-wrap break-words rounded-md bg-muted p-3 text-xs leading-5">
        {text}
      </pre>
    </details>
  );
}
