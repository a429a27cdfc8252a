import { DAYS_PER_YEAR } from "@/lib/domain/network/consensus";
import { dayNumber } from "@/lib/domain/network/utc-day";
import type { ViewsEstimate } from "@/lib/domain/uncertainty/estimate-views";

interface MethodNoteProps {
  readonly estimate: ViewsEstimate | string | null;
  readonly historySource: string | null;
}

/** How the paths are made, what they rest on, and where that is weak. */
export function MethodNote({ estimate, historySource }: MethodNoteProps) {
  const basis =
    estimate !== null && typeof estimate === "object" && estimate.kind === "estimated"
      ? estimate.estimate
      : null;
  const years =
    basis === null
      ? null
      : (dayNumber("lastDayUtc", basis.lastDayUtc) - dayNumber("firstDayUtc", basis.firstDayUtc)) /
        DAYS_PER_YEAR;
  return (
    <div className="mt-4 grid gap-x-6 gap-y-3 border-t pt-4 text-muted-foreground text-xs leading-5 lg:grid-cols-2">
      <div>
        <h4 className="font-semibold text-foreground">How</h4>
        <p>
          Each path walks the chain block by block: the price wanders all the time and takes its growth every
          4,383 blocks, a month's coins are sold at the month's mean price, difficulty steps at each retarget
          height (to a quarter or four times at most), the subsidy halves at its height. Both moves are normal
          in their logarithm and correlated. How wrong the growth itself is, is drawn once a path from its
          standard error. Everything else is your calculation.
        </p>
        <p className="mt-1.5">
          {basis === null
            ? "No history is measured."
            : `Measured on ${basis.periods} retarget periods, ${basis.firstDayUtc} to ${basis.lastDayUtc} (${years?.toFixed(1)} years): change of the daily close and of difficulty from one retarget to the next. Closes: ${historySource ?? "no source"}.`}
        </p>
      </div>
      <div>
        <h4 className="font-semibold text-foreground">Where it is weak</h4>
        <ul className="list-disc pl-4">
          <li>
            {years === null ? "A few years" : `${years.toFixed(1)} years`} are hardly more than one cycle of
            the price and one halving. The growth in them says little about the years to come: look at its
            standard error.
          </li>
          <li>Normal steps have thin tails: crashes and manias come more often than they are drawn.</li>
          <li>
            Price and difficulty are tied within the same two weeks only. That hashrate follows the price over
            months is not drawn: after a boom mining earns less than here, after a bust more.
          </li>
          <li>
            Fees, uptime, electricity and ageing stay as you typed them, and no path stops machines that lose
            money.
          </li>
        </ul>
      </div>
    </div>
  );
}
