import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { MarketHistory } from "@/lib/modules/market/schema";

/** What the daily figures are, in words: how a close is made, how a date is known, what is missing. */
export function ProvenanceNotes({ history }: { readonly history: MarketHistory }) {
  const { provenance, days, retargets } = history;
  return (
    <Card className="mt-4">
      <CardHeader title="Where the daily figures come from" description={span(history)} />
      <CardBody className="grid gap-x-8 gap-y-4 md:grid-cols-2">
        <Note title="Price">
          {sentence(provenance.closeUsd)} {sourceCounts(days)}
        </Note>
        <Note title="Missing days">
          {provenance.missingDaysUtc.length === 0
            ? "None."
            : `${provenance.missingDaysUtc.join(", ")}: nobody supplied a close, so price and hashprice have a gap there.`}
        </Note>
        <Note title="Difficulty and retargets">
          {sentence(provenance.difficulty)} {dateSources(retargets)}
        </Note>
        <Note title="Hashprice">{sentence(provenance.hashpriceUsdPerPhDay)}</Note>
      </CardBody>
    </Card>
  );
}

function Note({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <h3 className="font-medium">{title}</h3>
      <p className="mt-0.5 max-w-prose text-muted-foreground">{children}</p>
    </div>
  );
}

function sentence(text: string): string {
  return text.endsWith(".") ? text : `${text}.`;
}

function span({ days, provenance }: MarketHistory): string {
  if (provenance.firstDayUtc === null || provenance.lastDayUtc === null) return "No days are known.";
  return `${days.length.toLocaleString("en-US")} UTC days, ${provenance.firstDayUtc} to ${provenance.lastDayUtc}.`;
}

/** How many days rest on how many public sources: "4 sources on 1,452 days, 5 on 186". */
function sourceCounts(days: MarketHistory["days"]): string {
  const counts = tally(days.flatMap(({ sources }) => (sources === null ? [] : [sources])));
  if (counts.length === 0) return "";
  const parts = counts.map(([sources, count], index) =>
    index === 0
      ? `${sources} ${sources === 1 ? "source" : "sources"} on ${count.toLocaleString("en-US")} days`
      : `${sources} on ${count.toLocaleString("en-US")}`,
  );
  return `The number of sources behind a close is kept with it: ${parts.join(", ")}.`;
}

function dateSources(retargets: MarketHistory["retargets"]): string {
  const counts = tally(retargets.map(({ dateSource }) => dateSource));
  return `How each date is known: ${counts.map(([source, count]) => `${source} (${count})`).join(", ")}.`;
}

/** Values with how often they occur, the most frequent first. */
function tally<T>(values: readonly T[]): [T, number][] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]);
}
