import Link from "next/link";
import { methodWords, OutcomeBadge } from "@/components/auth/people/login-words";
import { Moment } from "@/components/shell/moment";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import type { LoginList } from "@/lib/modules/auth/people/logins";

interface PersonLoginsProps {
  readonly logins: LoginList;
  readonly userId: string;
}

/** The last tries of somebody to sign in. */
export function PersonLogins({ logins, userId }: PersonLoginsProps) {
  return (
    <Card>
      <CardHeader
        title="Sign-ins"
        description={
          logins.count === 0
            ? "Since they came into the company."
            : `The last ${logins.logins.length} of ${logins.count.toLocaleString("en-US")} since they came into the company.`
        }
        actions={
          logins.count > 0 && (
            <Link
              href={`/admin/login_records?user=${userId}`}
              prefetch={false}
              className="text-primary-text underline decoration-1 underline-offset-3"
            >
              All of them
            </Link>
          )
        }
      />
      <CardBody>
        {logins.count === 0 ? (
          <p className="text-muted-foreground">Nobody has tried to sign in as them yet.</p>
        ) : (
          <ul className="-my-2 divide-y">
            {logins.logins.map(({ id, occurredAt, outcome, method, address, browser, system }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 py-2">
                <span className="min-w-44">
                  <Moment at={occurredAt} />
                </span>
                <OutcomeBadge outcome={outcome} />
                <span className="text-muted-foreground text-xs">
                  {methodWords[method]} · {address} · {browser} on {system}
                </span>
              </li>
            ))}
          </ul>
        )}
      </CardBody>
    </Card>
  );
}
