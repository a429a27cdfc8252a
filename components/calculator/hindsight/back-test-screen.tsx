"use client";

import { Link2 } from "lucide-react";
import { copyText } from "@/components/calculator/copy-text";
import { numberSpec } from "@/components/calculator/fields";
import { BackTestInputs } from "@/components/calculator/hindsight/back-test-inputs";
import { BackTestResults } from "@/components/calculator/hindsight/back-test-results";
import { writeBackTestQuery } from "@/components/calculator/hindsight/back-test-state";
import { type BackTest, useBackTest } from "@/components/calculator/hindsight/use-back-test";
import { whyNotThisDay } from "@/components/calculator/hindsight/why-not-this-day";
import { LinkProblemsNotice } from "@/components/calculator/link-problems-notice";
import { PageHeader } from "@/components/shell/page-header";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";

/** "Had you used this calculator on that day": what it said, what happened, and how well it does over all days. */
export function BackTestScreen() {
  const test = useBackTest();
  return (
    <>
      <PageHeader
        title="Back-test"
        state="Had you used this calculator on a day of the past: what it said, and what happened."
        actions={
          <Button onClick={() => void copyLink(test)}>
            <Link2 aria-hidden="true" /> Copy link
          </Button>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[21rem_minmax(0,1fr)]">
        <div
          data-print="hide"
          className="lg:sticky lg:top-[6.75rem] lg:max-h-[calc(100dvh-8rem)] lg:overflow-y-auto"
        >
          <BackTestInputs test={test} />
        </div>
        <section aria-label="Results" className="flex min-w-0 flex-col gap-4">
          <BackTestNotices test={test} />
          <BackTestResults test={test} />
        </section>
      </div>
    </>
  );
}

function BackTestNotices({ test }: { readonly test: BackTest }) {
  const { linkProblems, change, days, past, state, blockedBy, fleet } = test;
  const whyNot = days === null || past === null ? null : whyNotThisDay(days, state, past);
  return (
    <div className="flex flex-col gap-2 empty:hidden">
      <LinkProblemsNotice
        problems={linkProblems}
        onUnderstood={() => change({ machine: test.model?.slug ?? state.machine })}
      />
      {whyNot !== null && (
        <Alert tone="warn" title="That day cannot be tested">
          {whyNot}
        </Alert>
      )}
      {blockedBy.length > 0 && (
        <p role="status" className="rounded-md border border-warn/40 bg-warn-soft px-3 py-2 text-warn">
          {fleet === null
            ? "To see a result, give: "
            : "Not updated: these are the results of your last valid inputs. To correct: "}
          {blockedBy.map((name) => numberSpec(name).label).join(", ")}.
        </p>
      )}
    </div>
  );
}

async function copyLink({ state }: BackTest): Promise<void> {
  const link = `${window.location.origin}${window.location.pathname}${writeBackTestQuery(state)}`;
  if (await copyText(link))
    return notify("success", "Link copied", { description: "It shows this very test." });
  notify("error", "The browser did not allow copying", { description: link, duration: 30_000 });
}
