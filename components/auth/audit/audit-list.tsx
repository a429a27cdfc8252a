"use client";

import { actionWords } from "@/components/auth/audit/audit-words";
import { ChangeList } from "@/components/auth/audit/change-list";
import { Actor, Place, Thing } from "@/components/auth/audit/entry-parts";
import { Moment } from "@/components/shell/moment";
import { Table, Td, Th } from "@/components/ui/table";
import { useMediaQuery } from "@/lib/browser/use-media-query";
import type { AuditItem } from "@/lib/modules/auth/audit/schema";

interface AuditListProps {
  readonly entries: readonly AuditItem[];
  readonly activeIndex: number | null;
  readonly onActor: (id: string) => void;
  readonly onObject: (id: string) => void;
}

/** The trail as a dense table; on a phone as cards. */
export function AuditList(props: AuditListProps) {
  const isPhone = useMediaQuery("(max-width: 767px)");
  return isPhone ? <Cards {...props} /> : <Grid {...props} />;
}

function Grid({ entries, activeIndex, onActor, onObject }: AuditListProps) {
  return (
    <div className="rounded-lg border bg-card">
      <Table caption="Audit trail, newest first">
        <thead>
          <tr>
            <Th>When</Th>
            <Th>Who</Th>
            <Th>What</Th>
            <Th>To what</Th>
            <Th className="w-2/5">Change</Th>
            <Th numeric>Entry</Th>
          </tr>
        </thead>
        <tbody>
          {entries.map((item, index) => (
            <tr
              key={item.id}
              ref={index === activeIndex ? intoView : undefined}
              className={
                index === activeIndex ? "bg-hover shadow-[inset_2px_0_0_var(--ring)]" : "hover:bg-muted"
              }
            >
              <Td className="whitespace-nowrap" title={item.at}>
                <Moment at={item.at} />
              </Td>
              <Td className="max-w-56">
                <Actor item={item} onActor={onActor} />
              </Td>
              <Td>
                <span title={item.action}>{actionWords(item.action)}</span>
              </Td>
              <Td className="max-w-56">
                <Thing item={item} onObject={onObject} />
              </Td>
              <Td>
                <ChangeList changes={item.changes} />
              </Td>
              <Td numeric>
                <Place sequence={item.sequence} />
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function Cards({ entries, onActor, onObject }: AuditListProps) {
  return (
    <ul aria-label="Audit trail, newest first" className="grid gap-2">
      {entries.map((item) => (
        <li key={item.id} className="grid gap-2 rounded-lg border bg-card p-3">
          <div className="flex items-start justify-between gap-3">
            <span className="font-medium">{actionWords(item.action)}</span>
            <Place sequence={item.sequence} />
          </div>
          <div className="text-muted-foreground text-xs">
            <Moment at={item.at} />
          </div>
          <div className="grid grid-cols-2 gap-4">
            <Actor item={item} onActor={onActor} />
            <Thing item={item} onObject={onObject} />
          </div>
          <ChangeList changes={item.changes} />
        </li>
      ))}
    </ul>
  );
}

function intoView(row: HTMLTableRowElement | null): void {
  row?.scrollIntoView({ block: "nearest" });
}
