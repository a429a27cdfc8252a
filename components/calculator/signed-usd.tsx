import { cn } from "@/lib/browser/class-names";
import { formatUsd } from "@/lib/domain/format/format-usd";

interface SignedUsdProps {
  readonly value: number | null;
  readonly decimals?: number;
  readonly className?: string;
}

/** Dollars gained or lost: sign and colour say the same. "no data" where there is none. */
export function SignedUsd({ value, decimals = 2, className }: SignedUsdProps) {
  if (value === null) return <span className={cn("text-muted-foreground", className)}>no data</span>;
  return (
    <span className={cn("whitespace-nowrap", value > 0 && "text-gain", value < 0 && "text-loss", className)}>
      {signedUsdText(value, decimals)}
    </span>
  );
}

/** "+$312.07", "−$12.00", "$0.00". */
export function signedUsdText(value: number, decimals = 2): string {
  const text = formatUsd(value, decimals).replace("-", "−");
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

/** "profit", "loss" or "break-even": the word beside the sign. */
export function profitWord(value: number): string {
  if (Math.abs(value) < 0.005) return "break-even";
  return value > 0 ? "profit" : "loss";
}
