import { Alert } from "@/components/ui/alert";

interface MarketNoticesProps {
  /** Why there are no market figures; `null` when there are. */
  readonly marketError: string | null;
  /** What is stale, a sentence each, the most important first. */
  readonly stale: readonly string[];
}

/** What a person must know about the market before believing a figure: absent, or old. */
export function MarketNotices({ marketError, stale }: MarketNoticesProps) {
  return (
    <>
      {marketError !== null && (
        <Alert tone="loss" title="No market figures">
          {marketError} Type your own price, difficulty and subsidy under “Market” and everything works as
          usual.
        </Alert>
      )}
      {stale.length > 0 && (
        <Alert tone="warn" title={stale[0]}>
          {stale.length > 1 && (
            <ul>
              {stale.slice(1).map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
        </Alert>
      )}
    </>
  );
}
