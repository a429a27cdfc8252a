import { Explanation } from "@/components/auth/people/explanation";
import { PeopleBreadcrumb } from "@/components/auth/people/people-breadcrumb";
import { PersonActions } from "@/components/auth/people/person-actions";
import { PersonDevices } from "@/components/auth/people/person-devices";
import { PersonLogins } from "@/components/auth/people/person-logins";
import { PersonPlace } from "@/components/auth/people/person-place";
import { StateBadge } from "@/components/auth/people/state-badge";
import { PageHeader } from "@/components/shell/page-header";
import { Alert } from "@/components/ui/alert";
import type { LoginList } from "@/lib/modules/auth/people/logins";
import type { Explanation as Explained, PeopleRights, PersonDetail } from "@/lib/modules/auth/people/schema";

interface PersonScreenProps {
  readonly person: PersonDetail;
  readonly explanation: Explained;
  readonly rights: PeopleRights;
  /** Null for viewers who may not see sign-ins. */
  readonly logins: LoginList | null;
}

/** One person's place in the company: what they are, what they may do and why, where they are signed in. */
export function PersonScreen({ person, explanation, rights, logins }: PersonScreenProps) {
  return (
    <>
      <PeopleBreadcrumb here={person.name} />
      <PageHeader
        title={person.name}
        state={
          <span className="wrap-anywhere flex flex-wrap items-center gap-2">
            {person.email} <StateBadge state={person.state} accessEndsAt={person.accessEndsAt} />
          </span>
        }
        actions={<PersonActions person={person} rights={rights} />}
      />
      {explanation.closedBecause !== null && (
        <Alert tone="warn" title={explanation.closedBecause} className="mb-5" />
      )}
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 xl:grid-cols-[minmax(0,1fr)_24rem]">
        <div className="grid min-w-0 content-start gap-5">
          <Explanation explanation={explanation} name={person.name} />
          {logins !== null && <PersonLogins logins={logins} userId={person.userId} />}
        </div>
        <div className="grid min-w-0 content-start gap-5 max-xl:order-first">
          <PersonPlace person={person} canSeeAudit={rights.canSeeSignIns} />
          {person.devices !== null && (
            <PersonDevices person={person} devices={person.devices} canSignOut={canSignOut(person, rights)} />
          )}
        </div>
      </div>
    </>
  );
}

function canSignOut(person: PersonDetail, rights: PeopleRights): boolean {
  return rights.canChange && rights.rolesToGive.includes(person.role);
}
