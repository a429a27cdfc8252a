"use client";

import { FileDown, FileSpreadsheet, FileUp, Link2 } from "lucide-react";
import { useRef } from "react";
import { copyText } from "@/components/calculator/copy-text";
import type { DocumentReading } from "@/components/calculator/fleet/fleet-schema";
import type { Fleet } from "@/components/calculator/fleet/use-fleet";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";

// What only a press needs is fetched by the press.
const fileBytesMax = 4_000_000;

/** Takes the fleet elsewhere: as a link, a file, a spreadsheet; and brings one back from a file. */
export function FleetActions({ fleet }: { readonly fleet: Fleet }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button onClick={() => void copyLink(fleet)}>
        <Link2 aria-hidden="true" /> Copy link
      </Button>
      <Button
        variant="ghost"
        onClick={() => void saveFile(fleet)}
        title="The fleet with all scenarios, to open again or hand on"
      >
        <FileDown aria-hidden="true" /> <span className="max-sm:sr-only">Save file</span>
      </Button>
      <Button variant="ghost" onClick={() => input.current?.click()} title="A fleet saved as a file">
        <FileUp aria-hidden="true" /> <span className="max-sm:sr-only">Open file</span>
      </Button>
      <input
        ref={input}
        type="file"
        aria-label="Fleet file"
        accept=".json,application/json"
        className="hidden"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be opened again after it was mended.
          event.target.value = "";
          if (file !== undefined) void openFile(fleet, file);
        }}
      />
      <Button
        variant="ghost"
        disabled={fleet.outcome === null}
        onClick={() => void saveCsv(fleet)}
        title="The figures of this scenario, by line and in total"
      >
        <FileSpreadsheet aria-hidden="true" /> <span className="max-sm:sr-only">CSV</span>
      </Button>
    </>
  );
}

async function copyLink(fleet: Fleet): Promise<void> {
  const { fleetLink, linkCharsMax } = await import("@/components/calculator/fleet/fleet-link");
  const link = await fleetLink(fleet.state.document);
  if (link.length > linkCharsMax) {
    notify("message", "Too much for a link", {
      description: `It would be ${link.length.toLocaleString("en-US")} characters long, and mail programs cut links above ${linkCharsMax.toLocaleString("en-US")}. A file holds it.`,
      action: { label: "Save file", onClick: () => void saveFile(fleet) },
      duration: 30_000,
    });
    return;
  }
  const description =
    "The fleet is in the link itself. Market figures you did not set will be those of the day it is opened.";
  if (await copyText(link)) notify("success", "Link copied", { description });
  else notify("error", "The browser did not allow copying", { description: link, duration: 30_000 });
}

async function saveFile({ state }: Fleet): Promise<void> {
  const [{ fleetFileText }, { downloadBlob }] = await Promise.all([
    import("@/components/calculator/fleet/fleet-schema"),
    import("@/lib/browser/download"),
  ]);
  const day = new Date().toISOString().slice(0, 10);
  const blob = new Blob([fleetFileText(state.document)], { type: "application/json" });
  downloadBlob(blob, `hashinsight-fleet-${day}.json`);
}

async function openFile({ state, dispatch }: Fleet, file: File): Promise<void> {
  const reading = await readFile(file);
  if (reading.kind === "problems") {
    const description = reading.problems
      .map(({ field, value, rule }) => `${field} is ${value}: ${rule}`)
      .join(". ");
    notify("error", `${file.name} was not opened`, { description: `${description}.`, duration: 60_000 });
    return;
  }
  const before = state.document;
  dispatch({ type: "restore", document: reading.document });
  notify("success", `${file.name} opened`, {
    action: { label: "Undo", onClick: () => dispatch({ type: "restore", document: before }) },
    duration: 15_000,
  });
}

async function readFile(file: File): Promise<DocumentReading> {
  if (file.size > fileBytesMax) {
    const value = `${Math.ceil(file.size / 1e6)} MB`;
    return {
      kind: "problems",
      problems: [{ field: "The file", value, rule: "at most 4 MB, and a fleet needs less" }],
    };
  }
  const { readFleetFile } = await import("@/components/calculator/fleet/fleet-schema");
  try {
    return readFleetFile(JSON.parse(await file.text()));
  } catch {
    return {
      kind: "problems",
      problems: [{ field: "The file", value: "no JSON", rule: "Must be a fleet saved here" }],
    };
  }
}

async function saveCsv({ outcome }: Fleet): Promise<void> {
  if (outcome === null) return;
  const [{ fleetCsv }, { downloadCsv }] = await Promise.all([
    import("@/components/calculator/fleet/fleet-csv"),
    import("@/lib/browser/download"),
  ]);
  const writtenAt = new Date().toISOString();
  downloadCsv(fleetCsv(outcome, writtenAt), `hashinsight-fleet-${writtenAt.slice(0, 10)}.csv`);
}
