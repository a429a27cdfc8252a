"use client";

import { Download } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useEffect } from "react";
import { EmptyPanel } from "@/components/batch/empty-panel";
import { FileIntake } from "@/components/batch/file-intake";
import { ProblemNotice } from "@/components/batch/problem-notice";
import { SettingsPanel } from "@/components/batch/settings-panel";
import { stateSentence } from "@/components/batch/state-sentence";
import { type Batch, useBatch } from "@/components/batch/use-batch";
import type { RunProblem } from "@/components/batch/worker/protocol";
import { PageHeader } from "@/components/shell/page-header";
import { ButtonLink } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";

const loadFilePanel = () => import("@/components/batch/file-panel").then((module) => module.FilePanel);
const loadRunOutcome = () => import("@/components/batch/run-outcome").then((module) => module.RunOutcome);

// Nobody has a file before the screen stands.
const FilePanel = dynamic(loadFilePanel, {
  ssr: false,
  loading: () => <Skeleton className="h-72 w-full rounded-lg" />,
});
const RunOutcome = dynamic(loadRunOutcome, { ssr: false });

/** A whole fleet at once: a spreadsheet in, an answer for every row out. */
export function BatchScreen() {
  const batch = useBatch();
  const { now, choose } = batch;
  const problem = problemOf(now);
  useEffect(() => {
    void loadFilePanel();
    void loadRunOutcome();
  }, []);
  return (
    <>
      <FileIntake onFile={choose} />
      <PageHeader
        title="Batch calculator"
        state={<span aria-live="polite">{stateSentence(now)}</span>}
        actions={<Templates />}
      />
      <div className="grid gap-5">
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 lg:grid-cols-[minmax(0,1fr)_21rem]">
          <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4">
            {problem !== null && <ProblemNotice problem={problem} onRetry={retryOf(batch)} />}
            {now.file === null ? <EmptyPanel onFile={choose} /> : <FilePanel batch={batch} file={now.file} />}
          </div>
          <SettingsPanel settings={batch.state.settings} setNumber={batch.setNumber} />
        </div>
        {now.run !== null && <RunOutcome batch={batch} run={now.run} />}
        <p className="text-muted-foreground">
          From a program: <code className="font-mono text-xs">POST /api/batch-calculate</code> takes the rows
          as JSON, up to 10,000 at once. See the{" "}
          <Link
            href="/docs/api#post_batch_calculate"
            className="text-primary-text underline underline-offset-3"
          >
            API docs
          </Link>
          .
        </p>
      </div>
    </>
  );
}

/** Why the file in hand, or the one that was not taken, got no further than its first rows. */
function problemOf({ refusal, inspection }: Batch["now"]): RunProblem | null {
  return refusal ?? inspection?.problem ?? null;
}

/** A refused file would be refused again; a server or a line that failed may not. */
function retryOf({ now, run }: Batch): (() => void) | undefined {
  return now.file === null || problemOf(now)?.kind === "file" ? undefined : () => run("inspect");
}

function Templates() {
  return (
    <>
      <span aria-hidden="true" className="text-muted-foreground">
        Template
      </span>
      {(["csv", "xlsx"] as const).map((format) => (
        <ButtonLink key={format} href={`/batch/template?format=${format}`} prefetch={false} download>
          <Download aria-hidden="true" />
          <span className="sr-only">Template as </span>
          {format === "csv" ? "CSV" : "Excel"}
        </ButtonLink>
      ))}
    </>
  );
}
