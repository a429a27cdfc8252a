import { cn } from "@/lib/browser/class-names";

/** The mark: an H whose bar is a chart line. */
export function Logo({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={cn("size-6", className)}>
      <path d="M7 6.5v19M25 6.5v19" stroke="currentColor" strokeWidth="3.6" strokeLinecap="round" />
      <path
        d="M7 21l6.6-6.8 5.2 4.4L25 11"
        fill="none"
        className="stroke-primary"
        strokeWidth="3.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
