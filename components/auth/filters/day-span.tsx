import { Input } from "@/components/ui/input";

interface DaySpanProps {
  /** UTC days, both included; "" without a bound. */
  readonly from: string;
  readonly to: string;
  readonly onFrom: (day: string) => void;
  readonly onTo: (day: string) => void;
}

/** From which day to which a list is shown. */
export function DaySpan({ from, to, onFrom, onTo }: DaySpanProps) {
  return (
    <span className="flex items-center gap-1.5 text-muted-foreground max-sm:col-span-2">
      <Day label="From day (UTC)" value={from} onValue={onFrom} />
      <span aria-hidden="true">to</span>
      <Day label="To day (UTC)" value={to} onValue={onTo} />
    </span>
  );
}

interface DayProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (day: string) => void;
}

function Day({ label, value, onValue }: DayProps) {
  return (
    <Input
      type="date"
      aria-label={label}
      title={label}
      className="tabular-nums sm:w-36"
      value={value}
      onChange={(event) => onValue(event.target.value)}
    />
  );
}
