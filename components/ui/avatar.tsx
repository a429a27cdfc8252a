import { cn } from "@/lib/browser/class-names";

interface AvatarProps {
  /** Whose it is; read out by whatever stands beside it. */
  readonly name: string;
  readonly className?: string;
}

/** The initials of a person or company in a disc. */
export function Avatar({ name, className }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "inline-grid size-7 shrink-0 select-none place-items-center rounded-full border bg-muted font-medium text-[0.6875rem] text-foreground",
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

/** "Ana Lúcia Souza" is AS; one word gives its first letter. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [words[0], last]
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}
