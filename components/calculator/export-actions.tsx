"use client";

import { FileSpreadsheet, Link2, Pin, Printer, Terminal } from "lucide-react";
import { copyText } from "@/components/calculator/copy-text";
import type { Outcome } from "@/components/calculator/outcome";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";

interface ExportActionsProps {
  readonly outcome: Outcome | null;
  /** The query of a link that shows the same. */
  readonly link: string;
  readonly onHold: () => void;
}

/** Holds the result to compare with, or takes it elsewhere: as a link, a spreadsheet, a request to the API, on paper. */
export function ExportActions({ outcome, link, onHold }: ExportActionsProps) {
  const off = outcome === null;
  return (
    <>
      <Button
        disabled={off}
        onClick={onHold}
        title="Keeps this result, and shows what each change of an input does to it"
      >
        <Pin aria-hidden="true" /> Hold
      </Button>
      <Button disabled={off} onClick={() => copyLink(link)}>
        <Link2 aria-hidden="true" /> Copy link
      </Button>
      <Button
        variant="ghost"
        disabled={off}
        onClick={() => outcome !== null && void saveCsv(outcome, link)}
        title="Inputs with sources, and the projection month by month"
      >
        <FileSpreadsheet aria-hidden="true" /> <span className="max-sm:sr-only">CSV</span>
      </Button>
      <Button
        variant="ghost"
        disabled={off}
        onClick={() => outcome !== null && void copyCurl(outcome)}
        title="A request to POST /api/calculate with these inputs"
      >
        <Terminal aria-hidden="true" /> <span className="max-sm:sr-only">Copy as curl</span>
      </Button>
      <Button variant="ghost" disabled={off} onClick={printSoon}>
        <Printer aria-hidden="true" /> <span className="max-sm:sr-only">Print</span>
      </Button>
    </>
  );
}

const chartsLoadMs = 800;

/** Charts that never came near the screen load on "beforeprint", which the browser does not wait for. */
function printSoon(): void {
  window.dispatchEvent(new Event("beforeprint"));
  setTimeout(() => window.print(), chartsLoadMs);
}

function addressOf(link: string): string {
  return `${window.location.origin}${window.location.pathname}${link}`;
}

async function copy(text: string, title: string, description: string): Promise<void> {
  if (await copyText(text)) return notify("success", title, { description });
  notify("error", "The browser did not allow copying", { description: text, duration: 30_000 });
}

function copyLink(link: string): void {
  const description =
    "It shows these inputs. Market figures you did not set will be those of the day it is opened.";
  void copy(addressOf(link), "Link copied", description);
}

// What only a press needs is fetched by the press.
async function copyCurl(outcome: Outcome): Promise<void> {
  const { curlText, requestOf } = await import("@/components/calculator/request-text");
  const text = curlText(window.location.origin, requestOf(outcome.state, outcome.inputs));
  const description =
    "Market figures are in it only where you set your own; the others the API takes from the same market.";
  await copy(text, "Request copied", description);
}

async function saveCsv(outcome: Outcome, link: string): Promise<void> {
  const [{ csvText }, { downloadCsv }] = await Promise.all([
    import("@/components/calculator/csv-text"),
    import("@/lib/browser/download"),
  ]);
  const writtenAt = new Date().toISOString();
  const csv = csvText({
    machine: outcome.model?.name ?? "own figures",
    used: outcome.used,
    months: outcome.result.chart?.months ?? [],
    writtenAt,
    link: addressOf(link),
  });
  downloadCsv(csv, `hashinsight-calculation-${writtenAt.slice(0, 10)}.csv`);
}
