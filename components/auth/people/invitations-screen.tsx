"use client";

import { Mail, UserPlus } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { usePlaceChanges } from "@/components/auth/people/use-place-changes";
import { EmptyState } from "@/components/shell/empty-state";
import { Moment } from "@/components/shell/moment";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { SentInvitation } from "@/lib/modules/auth/people/invitation";
import type { PeopleRights } from "@/lib/modules/auth/people/schema";

const InviteDialog = dynamic(() =>
  import("@/components/auth/people/invite-dialog").then((m) => m.InviteDialog),
);

interface InvitationsScreenProps {
  readonly rights: PeopleRights;
  readonly invitations: readonly SentInvitation[];
}

/** For people who invite and do not see who is in the company: what they sent and nobody accepted yet. */
export function InvitationsScreen({ rights, invitations }: InvitationsScreenProps) {
  const changes = usePlaceChanges();
  const [isInviting, setIsInviting] = useState(false);
  return (
    <>
      <PageHeader
        title="Invitations"
        state={
          invitations.length === 1
            ? "One invitation of yours waits."
            : `${invitations.length} invitations of yours wait.`
        }
        actions={
          <Button variant="primary" onClick={() => setIsInviting(true)}>
            <UserPlus aria-hidden="true" /> Invite
          </Button>
        }
      />
      <Card>
        {invitations.length === 0 ? (
          <EmptyState Icon={Mail} title="No invitation waits">
            Invite a customer by mail; what you sent stands here until it is accepted.
          </EmptyState>
        ) : (
          <ul className="divide-y px-4 sm:px-5">
            {invitations.map(({ id, email, name, linkEndsAt }) => (
              <li key={id} className="flex flex-wrap items-center gap-3 py-3">
                <div className="min-w-0 flex-1">
                  <p className="truncate font-medium">{name ?? email}</p>
                  <p className="text-muted-foreground text-xs">
                    {email} · the link works until <Moment at={linkEndsAt} />
                  </p>
                </div>
                <Button size="sm" onClick={() => void changes.resend(id, email)}>
                  Send again<span className="sr-only"> to {email}</span>
                </Button>
                <Button size="sm" onClick={() => void changes.revoke(id, email)}>
                  Take back<span className="sr-only"> the invitation of {email}</span>
                </Button>
              </li>
            ))}
          </ul>
        )}
      </Card>
      {isInviting && <InviteDialog rights={rights} onClose={() => setIsInviting(false)} />}
    </>
  );
}
