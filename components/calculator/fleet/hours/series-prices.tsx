"use client";

import { FileUp } from "lucide-react";
import { memo, useId, useMemo, useRef, useState } from "react";
import type { HoursState } from "@/components/calculator/fleet/fleet-document";
import {
  type PriceReading,
  type PriceUnit,
  readPriceText,
} from "@/components/calculator/fleet/hours/read-price-text";
import { Field } from "@/components/forms/field";
import { SelectField } from "@/components/forms/select-field";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { controlClasses } from "@/components/ui/input";
import { cn } from "@/lib/browser/class-names";
import { decodeText } from "@/lib/spreadsheet/reading/text-decoding";

type Series = Extract<HoursState, { readonly kind: "series" }>;

interface SeriesPricesProps {
  readonly hours: Series;
  readonly onChange: (hours: Series) => void;
}

const fileBytesMax = 4_000_000;
const problemsShown = 8;
const unitOptions = [
  { value: "", label: "pick the unit" },
  { value: "USD/kWh", label: "$ per kWh" },
  { value: "USD/MWh", label: "$ per MWh" },
] as const;

/** Hourly prices from a CSV file or a pasted list, checked line by line. */
export const SeriesPrices = memo(function SeriesPrices({ hours, onChange }: SeriesPricesProps) {
  const [text, setText] = useState("");
  const [name, setName] = useState("");
  const [picked, setPicked] = useState<PriceUnit | null>(null);
  const [fileProblem, setFileProblem] = useState<string | null>(null);
  const reading = useMemo(() => (text.trim() === "" ? null : readPriceText(text, picked)), [text, picked]);
  const take = (next: string, unit: PriceUnit | null, from: string) => {
    setText(next);
    setName(from);
    const { prices } = next.trim() === "" ? { prices: null } : readPriceText(next, unit);
    if (prices !== null) {
      onChange({
        ...hours,
        name: from,
        prices: prices.map(({ startMs, usdPerKwh }) => [startMs, usdPerKwh]),
      });
    }
  };
  const open = async (file: File) => {
    const read = await textOf(file);
    setFileProblem(read.problem);
    if (read.problem === null) take(read.text, picked, file.name);
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="grid items-start gap-3 sm:grid-cols-[minmax(0,1fr)_12rem]">
        <PasteField text={text} error={fileProblem} onText={(next) => take(next, picked, "pasted list")} />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
          <PriceFile onFile={(file) => void open(file)} />
          <SelectField
            label="Unit of the prices"
            value={reading?.isUnitFromHeader === true ? (reading.unit ?? "") : (picked ?? "")}
            options={unitOptions}
            disabled={reading?.isUnitFromHeader === true}
            error={
              reading !== null && reading.unit === null && reading.problems.length === 0
                ? "The header does not say: pick it"
                : null
            }
            help={
              reading?.isUnitFromHeader === true
                ? "As the header says."
                : "A header with kWh or MWh settles it."
            }
            onValueChange={(unit) => {
              const next = unit === "" ? null : unit;
              setPicked(next);
              take(text, next, name);
            }}
          />
        </div>
      </div>
      {reading !== null && <LineProblems reading={reading} keeps={hours.prices.length > 0} />}
      {hours.prices.length > 0 && (
        <p className="text-muted-foreground">
          {hours.prices.length.toLocaleString("en-US")} hours from {hours.name === "" ? "a list" : hours.name}
          : {momentText(hours.prices[0]?.[0])} to {momentText(hours.prices.at(-1)?.[0])} UTC.
        </p>
      )}
    </div>
  );
});

function momentText(startMs: number | undefined): string {
  return startMs === undefined ? "" : new Date(startMs).toISOString().slice(0, 16).replace("T", " ");
}

interface PasteFieldProps {
  readonly text: string;
  readonly error: string | null;
  readonly onText: (text: string) => void;
}

const pastedShown = 20_000;

function PasteField({ text, error, onText }: PasteFieldProps) {
  const id = useId();
  const isLong = text.length > pastedShown;
  return (
    <Field
      id={id}
      label="Hours and prices"
      error={error}
      help="Two columns: start of the hour in ISO form (UTC unless it names a zone), and its price."
    >
      {(control) => (
        <textarea
          {...control}
          rows={6}
          spellCheck={false}
          readOnly={isLong}
          value={isLong ? `${text.slice(0, pastedShown)}\n…` : text}
          placeholder={"start,price USD/MWh\n2026-11-24T00:00Z,41.20\n2026-11-24T01:00Z,38.75"}
          onChange={(event) => onText(event.target.value)}
          className={cn(controlClasses, "min-h-36 py-2 font-mono text-xs")}
        />
      )}
    </Field>
  );
}

function PriceFile({ onFile }: { readonly onFile: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="flex flex-col gap-1.5">
      <span aria-hidden="true" className="min-h-5 font-medium max-sm:hidden">
        Or a file
      </span>
      <Button onClick={() => input.current?.click()}>
        <FileUp aria-hidden="true" /> Open CSV
      </Button>
      <input
        ref={input}
        type="file"
        aria-label="Price file"
        accept=".csv,.txt,text/csv,text/plain"
        className="hidden"
        onChange={(event) => {
          const file = event.target.files?.[0];
          // The same file may be opened again after it was mended.
          event.target.value = "";
          if (file !== undefined) onFile(file);
        }}
      />
    </div>
  );
}

function LineProblems({ reading, keeps }: { readonly reading: PriceReading; readonly keeps: boolean }) {
  const { problems, prices } = reading;
  if (problems.length === 0) return null;
  const count = problems.length.toLocaleString("en-US");
  const title =
    prices !== null
      ? `${count} ${problems.length === 1 ? "gap" : "gaps"}: the plan covers the hours given`
      : `${count} ${problems.length === 1 ? "line is" : "lines are"} wrong: ${keeps ? "the plan below is of the list before" : "nothing was taken"}`;
  return (
    <Alert tone="warn" title={title}>
      <ul>
        {problems.slice(0, problemsShown).map(({ row, column, value, rule }) => (
          <li key={`${row} ${column} ${rule}`}>
            {row === 0 ? "" : `Row ${row}, ${column}: `}“{value.slice(0, 60)}” must be {rule}.
          </li>
        ))}
        {problems.length > problemsShown && (
          <li>And {(problems.length - problemsShown).toLocaleString("en-US")} more.</li>
        )}
      </ul>
    </Alert>
  );
}

async function textOf(file: File): Promise<{ readonly text: string; readonly problem: string | null }> {
  if (file.size > fileBytesMax) {
    const problem = `${file.name} has ${Math.ceil(file.size / 1e6)} MB; a price list may have 4 MB (20,000 hours need one)`;
    return { text: "", problem };
  }
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = "";
  try {
    for await (const chunk of decodeText(once(bytes)).chunks) text += chunk;
  } catch {
    return { text: "", problem: `${file.name} is no text file: save it as CSV` };
  }
  return text.includes("\0")
    ? { text: "", problem: `${file.name} is no text file: save it as CSV` }
    : { text, problem: null };
}

// biome-ignore lint/suspicious/useAwait: the reader takes bytes as they arrive, and these have
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
