"use client";

import { AuthCard } from "@/components/auth/sign-in/auth-card";
import { ActionForm } from "@/components/forms/action-form";
import { PasswordField } from "@/components/forms/password-field";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { buttonClasses } from "@/components/ui/button-classes";
import { cn } from "@/lib/browser/class-names";
import { useAction } from "@/lib/browser/use-action";
import { acceptInvitationAction } from "@/lib/modules/auth/people/actions";
import type { InvitationView } from "@/lib/modules/auth/people/invitation";
import { dayInWords, roleInWords, roleMeanings } from "@/lib/modules/auth/people/words";
import { logoutAction } from "@/lib/modules/auth/sessions/actions";

interface InvitationScreenProps {
  readonly token: string;
  readonly invitation: InvitationView;
}

/** What a link offers, by whom, and what is to do to accept it. */
export function InvitationScreen({ token, invitation }: InvitationScreenProps) {
  if (invitation.state !== "open") return <ClosedInvitation invitation={invitation} />;
  const { company, inviter, role, sites, accessEndsAt, linkEndsAt, email } = invitation;
  const at = sites.length === 0 ? "" : ` at ${sites.join(" and ")}`;
  return (
    <AuthCard
      title={`Join ${company}`}
      description={`${inviter} invites you, ${email}.`}
      footer={`The link works once, until ${dayInWords(new Date(linkEndsAt))}. If you do not know ${inviter}, close this page: nothing happens.`}
    >
      <div className="rounded-md bg-muted px-3 py-2.5">
        <p className="font-medium">
          As {roleInWords(role)}
          {at}
        </p>
        <p className="text-muted-foreground">
          {role === "sales"
            ? "Sales people"
            : `${roleInWords(role)
                .replace(/^an? /, "")
                .replace(/^./, (letter) => letter.toUpperCase())}s`}{" "}
          {roleMeanings[role]}.
        </p>
        {accessEndsAt !== null && <p>Access ends on {dayInWords(new Date(accessEndsAt))}.</p>}
      </div>
      <NextStep token={token} invitation={invitation} />
    </AuthCard>
  );
}

type OpenInvitation = Extract<InvitationView, { state: "open" }>;

function NextStep({ token, invitation }: { readonly token: string; readonly invitation: OpenInvitation }) {
  switch (invitation.needs) {
    case "account":
      return <NewAccount token={token} invitation={invitation} />;
    case "nothing":
      return <Accept token={token} company={invitation.company} />;
    case "sign_in":
      return (
        <>
          <p>You have an account with {invitation.email}. Sign in, and you come back here to accept.</p>
          <a className={cn(buttonClasses({ variant: "primary" }))} href={`/login?next=/invitation/${token}`}>
            Sign in to accept
          </a>
        </>
      );
    case "other_account":
      return <OtherAccount signedInAs={invitation.signedInAs} email={invitation.email} />;
  }
}

function NewAccount({ token, invitation }: { readonly token: string; readonly invitation: OpenInvitation }) {
  const accept = useAction(acceptInvitationAction, ({ next }: { readonly next: string }) =>
    location.assign(next),
  );
  return (
    <ActionForm
      action={accept}
      input={(values) => ({
        token,
        account: { name: values.text("name"), password: values.text("password") },
      })}
      submit="Accept and join"
      pending="Joining"
      isWide
    >
      <TextField
        name="name"
        label="Your name"
        required
        maxLength={100}
        autoComplete="name"
        defaultValue={invitation.name ?? ""}
        error={accept.problemOf("account.name") ?? accept.problemOf("name")}
      />
      <PasswordField
        name="password"
        kind="new"
        label="Password"
        error={accept.problemOf("account.password") ?? accept.problemOf("password")}
      />
    </ActionForm>
  );
}

function Accept({ token, company }: { readonly token: string; readonly company: string }) {
  const accept = useAction(acceptInvitationAction, ({ next }: { readonly next: string }) =>
    location.assign(next),
  );
  return (
    <ActionForm
      action={accept}
      input={() => ({ token, account: null })}
      submit="Accept and join"
      pending="Joining"
      isWide
    >
      <p>
        You act for {company} from then on, in this browser. Your other companies stay as they are; switch at
        the top right.
      </p>
    </ActionForm>
  );
}

function OtherAccount({ signedInAs, email }: { readonly signedInAs: string | null; readonly email: string }) {
  const leave = useAction(logoutAction, () => location.reload());
  return (
    <>
      <p>
        You are signed in as {signedInAs ?? "somebody else"}, and the invitation is for {email}. Sign out to
        accept it with the right account.
      </p>
      <Button variant="primary" aria-disabled={leave.isPending} onClick={() => void leave.run({})}>
        Sign out
      </Button>
    </>
  );
}

function ClosedInvitation({ invitation }: { readonly invitation: Exclude<InvitationView, OpenInvitation> }) {
  const { title, words } = closedWords(invitation);
  return (
    <AuthCard title={title} description={words}>
      <a className={cn(buttonClasses({ variant: "primary" }))} href="/login">
        Sign in
      </a>
    </AuthCard>
  );
}

function closedWords(invitation: Exclude<InvitationView, OpenInvitation>) {
  switch (invitation.state) {
    case "unknown":
      return {
        title: "This link is not one of ours",
        words: "Was it copied whole? A link that was sent again also replaces the one before it.",
      };
    case "used":
      return {
        title: "This invitation was accepted already",
        words: `The link to ${invitation.company} works once. Sign in with the account it was accepted with.`,
      };
    case "expired":
      return {
        title: "This invitation has run out",
        words: `Ask ${invitation.inviter} of ${invitation.company} to send it again.`,
      };
    case "revoked":
      return {
        title: "This invitation was taken back",
        words: `Ask ${invitation.inviter} of ${invitation.company} whether it was meant so.`,
      };
  }
}
