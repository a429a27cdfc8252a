"use client";

import { ExternalLink } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Popover } from "@/components/ui/popover";
import type { MinerModel } from "@/lib/modules/calculator/catalogue/schema";

/** Whether a machine's figures are confirmed; press it for source, revision and remark. */
export function StatusBadge({
  model,
  align = "start",
}: {
  readonly model: MinerModel;
  readonly align?: "start" | "end";
}) {
  const confirmed = model.status === "confirmed";
  return (
    <Popover
      align={align}
      label={`${model.name}: ${model.status}. Show the source`}
      triggerClassName="rounded-sm underline decoration-dotted underline-offset-3 coarse:py-2"
      trigger={<Badge tone={confirmed ? "neutral" : "warn"}>{model.status}</Badge>}
    >
      {() => (
        <span className="block w-72 max-w-full whitespace-normal">
          <span className="mb-2 block font-semibold">{model.name}</span>
          <span className="mb-2 block text-muted-foreground">
            {confirmed
              ? "A manufacturer or a second public catalogue gives the same figures."
              : "No second source gave the same figures yet. Check them before you buy."}
          </span>
          <span className="grid grid-cols-[5rem_1fr] gap-x-3 gap-y-1.5">
            <Row name="Source">
              {model.source.url === null ? (
                model.source.title
              ) : (
                <a
                  className="text-primary-text underline underline-offset-2"
                  href={model.source.url}
                  rel="noreferrer"
                  target="_blank"
                >
                  {model.source.title} <ExternalLink aria-hidden="true" className="inline size-3" />
                  <span className="sr-only">(new tab)</span>
                </a>
              )}
            </Row>
            <Row name="Checked">{model.source.checkedOn}</Row>
            <Row name="Revision">{model.revision}</Row>
            {model.note !== null && <Row name="Note">{model.note}</Row>}
          </span>
        </span>
      )}
    </Popover>
  );
}

function Row({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <>
      <span className="text-muted-foreground">{name}</span>
      <span className="min-w-0">{children}</span>
    </>
  );
}
