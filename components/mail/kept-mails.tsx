import { ChevronRight, Inbox } from "lucide-react";
import { EmptyState } from "@/components/shell/empty-state";
import { Moment } from "@/components/shell/moment";
import { PageHeader } from "@/components/shell/page-header";
import { buttonClasses } from "@/components/ui/button-classes";
import { Card } from "@/components/ui/card";
import type { KeptMail } from "@/lib/server/mail/mail-folder";

interface KeptMailsProps {
  /** Newest first. */
  readonly mails: readonly KeptMail[];
  /** How many there are, shown or not. */
  readonly count: number;
}

/** The mails that nobody carries on this installation, each readable, with what it asks to be done. */
export function KeptMails({ mails, count }: KeptMailsProps) {
  return (
    <>
      <PageHeader
        title="Mail"
        state="No mail service is set up here, so mails are kept in the data folder instead of being sent."
        actions={
          <a className={buttonClasses()} href="/dev/mail">
            Look again
          </a>
        }
      />
      <Card>
        {mails.length === 0 ? (
          <EmptyState Icon={Inbox} title="No mail yet">
            Register, reset a password or invite somebody: the mail appears here a moment later.
          </EmptyState>
        ) : (
          <ul className="divide-y">
            {mails.map((kept, place) => (
              <li key={kept.id}>
                <MailEntry kept={kept} isOpen={place === 0} />
              </li>
            ))}
          </ul>
        )}
      </Card>
      {count > mails.length && (
        <p className="mt-3 text-muted-foreground">
          The newest {mails.length} of {count.toLocaleString("en-US")} mails. All of them lie in the data
          folder, under mail.
        </p>
      )}
    </>
  );
}

function MailEntry({
  kept: { mail, writtenAt },
  isOpen,
}: {
  readonly kept: KeptMail;
  readonly isOpen: boolean;
}) {
  return (
    <details open={isOpen} className="group">
      <summary className="flex cursor-pointer list-none items-start gap-2 px-4 py-3 hover:bg-hover sm:px-5 [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="mt-0.5 size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-90"
        />
        <span className="min-w-0 flex-1 sm:flex sm:items-start sm:justify-between sm:gap-4">
          <span className="block min-w-0">
            <span className="block break-words font-medium">{mail.subject}</span>
            <span className="block break-all text-muted-foreground">to {mail.to}</span>
          </span>
          <span className="block shrink-0 text-muted-foreground tabular-nums">
            <Moment at={writtenAt} />
          </span>
        </span>
      </summary>
      <div className="max-w-prose space-y-3 px-4 pb-5 pl-10 sm:px-5 sm:pl-11">
        {mail.paragraphs.map((text, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs never change their order
          <p key={place} className="whitespace-pre-line break-words">
            {text}
          </p>
        ))}
        {mail.action !== undefined && (
          <>
            <p className="pt-1">
              <a className={buttonClasses({ variant: "primary" })} href={mail.action.url}>
                {mail.action.label}
              </a>
            </p>
            <p className="break-all text-muted-foreground text-xs">{mail.action.url}</p>
          </>
        )}
        <p className="border-t pt-3 text-muted-foreground text-xs">{mail.reason}</p>
      </div>
    </details>
  );
}
