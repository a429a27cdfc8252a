import Link from "next/link";
import type { ReactNode } from "react";
import { Moment } from "@/components/shell/moment";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { PersonDetail } from "@/lib/modules/auth/people/schema";
import { dayInWords, roleMeanings, roleNames } from "@/lib/modules/auth/people/words";

const factorWords = { app: "Authenticator app", passkey: "Passkey", none: "None" } as const;

/** What somebody is in the company. */
export function PersonPlace({
  person,
  canSeeAudit,
}: {
  readonly person: PersonDetail;
  readonly canSeeAudit: boolean;
}) {
  const { role, sites, accessEndsAt, lastSignInAt, secondFactor, joinedAt } = person;
  return (
    <Card>
      <CardHeader title="Place in the company" description={`${roleNames[role]}: ${roleMeanings[role]}.`} />
      <CardBody>
        <dl className="grid gap-2.5">
          <Line term="Role">{roleNames[role]}</Line>
          <Line term="Sites">
            {sites.length === 0 ? "None given" : sites.map(({ name }) => name).join(", ")}
          </Line>
          <Line term="Access ends">
            {accessEndsAt === null ? "Never" : dayInWords(new Date(accessEndsAt))}
          </Line>
          <Line term="In the company since">
            <Moment at={joinedAt} />
          </Line>
          {secondFactor !== null && (
            <>
              <Line term="Last sign-in">
                {lastSignInAt === null ? "Never" : <Moment at={lastSignInAt} />}
              </Line>
              <Line term="Second factor">{factorWords[secondFactor]}</Line>
            </>
          )}
        </dl>
        {canSeeAudit && (
          <p className="mt-4 flex flex-wrap gap-x-4 gap-y-1">
            <AuditLink query={`objectId=${person.userId}`}>What was done to them</AuditLink>
            <AuditLink query={`actor=${person.userId}`}>What they did</AuditLink>
          </p>
        )}
      </CardBody>
    </Card>
  );
}

function Line({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <dt className="text-muted-foreground">{term}</dt>
      <dd className="text-right">{children}</dd>
    </div>
  );
}

function AuditLink({ query, children }: { readonly query: string; readonly children: string }) {
  return (
    <Link
      href={`/admin/audit?${query}`}
      prefetch={false}
      className="text-primary-text underline decoration-1 underline-offset-3 hover:decoration-2"
    >
      {children}
    </Link>
  );
}
