"use client";

import { HeadToNote } from "@/components/auth/audit/head-to-note";
import { NotedHeadForm } from "@/components/auth/audit/noted-head-form";
import type { Verification, VerificationState } from "@/components/auth/audit/use-verification";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";

type Report = Extract<VerificationState, { kind: "report" }>["report"];

/** How far the verification is, then what it found, in plain words. Nothing before it was asked for. */
export function VerifyPanel({ verification }: { readonly verification: Verification }) {
  const { state, start, cancel } = verification;
  if (state.kind === "idle") return null;
  return (
    <Card className="mb-6">
      <CardHeader
        title="Is the trail as it was written?"
        actions={
          <Button variant="ghost" size="sm" onClick={cancel}>
            {state.kind === "running" ? "Cancel" : "Close"}
          </Button>
        }
      />
      <CardBody className="grid gap-4">
        <div aria-live="polite" className="grid gap-4">
          {state.kind === "running" && <Progress done={state.done} total={state.total} />}
          {state.kind === "failed" && (
            <Alert tone="loss" title="The trail could not be verified">
              {state.message}
            </Alert>
          )}
          {state.kind === "report" && <Findings report={state.report} />}
        </div>
        {state.kind === "report" && (
          <>
            {state.report.head !== null && state.report.isWhole && <HeadToNote head={state.report.head} />}
            <NotedHeadForm onCheck={start} />
          </>
        )}
      </CardBody>
    </Card>
  );
}

function Progress({ done, total }: { readonly done: number; readonly total: number }) {
  const text =
    total === 0
      ? "Checking the signatures of the heads"
      : `${done.toLocaleString("en-US")} of ${total.toLocaleString("en-US")} entries checked`;
  return (
    <div className="grid gap-1.5">
      <progress
        aria-label="Verification"
        className="h-1.5 w-full accent-primary"
        {...(total === 0 ? {} : { value: done, max: total })}
      />
      <p className="text-muted-foreground tabular-nums">{text}</p>
    </div>
  );
}

function Findings({ report }: { readonly report: Report }) {
  return (
    <>
      {report.isWhole ? (
        <Alert tone={report.entriesChecked === 0 ? "info" : "gain"} title={wholeTitle(report)}>
          {wholeWords(report)}
        </Alert>
      ) : (
        <Alert
          tone="loss"
          title={
            report.damageCount === 1
              ? "Something was tampered with"
              : `${report.damageCount.toLocaleString("en-US")} things were tampered with`
          }
        >
          <ul className="grid list-disc gap-0.5 pl-4">
            {report.damages.map(({ kind, sequence, message }) => (
              <li key={`${kind} ${sequence} ${message}`}>{message}</li>
            ))}
          </ul>
          {report.damageCount > report.damages.length && (
            <p className="mt-1">The first {report.damages.length} are listed.</p>
          )}
          <p className="mt-2">
            Export the trail, keep the copy of the heads outside the database, and compare with a backup from
            before.
          </p>
        </Alert>
      )}
      {report.warnings.map((warning) => (
        <Alert key={warning} tone="warn" title={warning} />
      ))}
      <p className="text-muted-foreground">
        {waitingWords(report)} Checked in {report.tookSeconds.toLocaleString("en-US")} s.
      </p>
    </>
  );
}

function wholeTitle({ entriesChecked }: Report): string {
  if (entriesChecked === 0) return "Nothing is sealed yet";
  return entriesChecked === 1 ? "The one entry is as it was sealed" : "Every entry is as it was sealed";
}

function wholeWords({ entriesChecked, headsChecked, outsideHeads }: Report): string {
  if (entriesChecked === 0) return "There is nothing to check so far.";
  const outside =
    outsideHeads === null
      ? ""
      : `, ${outsideHeads.toLocaleString("en-US")} of them kept outside the database`;
  const heads = `${headsChecked.toLocaleString("en-US")} signed ${headsChecked === 1 ? "head" : "heads"}`;
  return `${entriesChecked.toLocaleString("en-US")} entries hashed anew and compared with ${heads}${outside}. None was edited, deleted, moved or cut off.`;
}

function waitingWords({ unsealedCount, oldestUnsealedSeconds }: Report): string {
  if (unsealedCount === 0 || oldestUnsealedSeconds === null) return "No entry waits to be sealed.";
  const count =
    unsealedCount === 1 ? "One entry waits" : `${unsealedCount.toLocaleString("en-US")} entries wait`;
  return `${count} to be sealed, ${oldestUnsealedSeconds} s at most so far.`;
}
