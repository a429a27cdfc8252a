import type { LinkProblem } from "@/components/calculator/link-state";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";

interface LinkProblemsNoticeProps {
  readonly problems: readonly LinkProblem[];
  readonly onUnderstood: () => void;
}

/** Names what a link asked for in vain; nothing when all of it was understood. */
export function LinkProblemsNotice({ problems, onUnderstood }: LinkProblemsNoticeProps) {
  if (problems.length === 0) return null;
  return (
    <Alert tone="warn" title="Part of this link could not be used">
      <ul>
        {problems.map(({ field, given, rule }) => (
          <li key={`${field} ${given}`}>
            {field}: “{given}” is not {rule}; the starting value stands instead.
          </li>
        ))}
      </ul>
      <Button variant="link" size="sm" onClick={onUnderstood}>
        Understood
      </Button>
    </Alert>
  );
}
