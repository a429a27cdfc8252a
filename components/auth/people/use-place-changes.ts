"use client";

import { usePeopleChanged } from "@/components/auth/people/use-people";
import { notify } from "@/components/ui/toast";
import { type ActionAnswer, confirmed } from "@/lib/browser/action-answer";
import { reportSignedOut } from "@/lib/browser/ask-person";
import type { Role } from "@/lib/domain/rbac/role";
import {
  changeRoleAction,
  resendInvitationAction,
  resumePersonAction,
  revokeInvitationAction,
  signOutPersonAction,
  suspendPersonAction,
} from "@/lib/modules/auth/people/actions";
import { roleInWords } from "@/lib/modules/auth/people/words";

/** Whose place is to be changed, as the screen shows it. */
export interface PlaceTarget {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  readonly siteIds: readonly string[];
  readonly accessEndsAt: string | null;
  readonly version: number;
}

/** Changes that are made at once and can be taken back; each says what happened, and offers to undo it. */
export interface PlaceChanges {
  readonly suspend: (target: PlaceTarget) => Promise<void>;
  readonly resume: (target: PlaceTarget) => Promise<void>;
  /** Tells of a change of role that the server has made, and offers to undo it. */
  readonly roleChanged: (before: PlaceTarget, role: Role, version: number) => void;
  readonly signOut: (target: Pick<PlaceTarget, "userId" | "name">, deviceId?: string) => Promise<void>;
  readonly resend: (invitationId: string, email: string) => Promise<void>;
  readonly revoke: (invitationId: string, email: string) => Promise<void>;
}

export function usePlaceChanges(): PlaceChanges {
  const changed = usePeopleChanged();

  /** What a call answered; null after saying what was wrong. */
  const heard = <Data>(answer: ActionAnswer<Data>, title: string): Data | null => {
    if (answer.ok) {
      changed();
      return answer.data;
    }
    if (answer.error.code === "unauthenticated") reportSignedOut();
    // What was cancelled needs no word; a list that was out of date is shown anew.
    if (answer.error.code !== "cancelled") notify("error", title, { description: answer.error.message });
    if (answer.error.code === "conflict") changed();
    return null;
  };

  const suspend = async (target: PlaceTarget): Promise<void> => {
    const { userId, version, name } = target;
    const done = heard(await confirmed(suspendPersonAction)({ userId, version }), `${name} is not suspended`);
    if (done === null) return;
    const undo = { label: "Undo", onClick: () => void resume({ ...target, version: done.version }) };
    const description = "Signed out of the company, and told by mail.";
    notify("success", `${name} is suspended`, { description, action: undo });
  };

  const resume = async ({ userId, version, name }: PlaceTarget): Promise<void> => {
    const answer = await confirmed(resumePersonAction)({ userId, version });
    if (heard(answer, `${name} is still suspended`) === null) return;
    notify("success", `${name} may act for the company again`);
  };

  const roleChanged = (before: PlaceTarget, role: Role, version: number): void => {
    changed();
    const undo = async () => {
      const { userId, siteIds } = before;
      const input = { userId, version, role: before.role, siteIds: [...siteIds] };
      const answer = await confirmed(changeRoleAction)(input);
      if (heard(answer, "The role is as it was") === null) return;
      notify("success", `${before.name} is ${roleInWords(before.role)} again`);
    };
    notify("success", `${before.name} is ${roleInWords(role)} now`, {
      description: "It counts from the next click on.",
      action: { label: "Undo", onClick: () => void undo() },
    });
  };

  return {
    suspend,
    resume,
    roleChanged,
    signOut: async ({ userId, name }, deviceId) => {
      const input = deviceId === undefined ? { userId } : { userId, deviceId };
      const done = heard(await confirmed(signOutPersonAction)(input), `${name} is not signed out`);
      if (done === null) return;
      const browsers = done.ended === 1 ? "one browser" : `${done.ended} browsers`;
      notify(
        "success",
        done.ended === 0 ? `${name} was signed in nowhere` : `${name} is signed out of ${browsers}`,
      );
    },
    resend: async (invitationId, email) => {
      const done = heard(await confirmed(resendInvitationAction)({ invitationId }), "Nothing was sent");
      if (done === null) return;
      notify("success", `The invitation went to ${email} again`, {
        description: "The link of the earlier mail no longer works.",
      });
    },
    revoke: async (invitationId, email) => {
      const done = heard(await confirmed(revokeInvitationAction)({ invitationId }), "The invitation stands");
      if (done === null) return;
      notify("success", `The invitation of ${email} is taken back`, {
        description: "Its link no longer works.",
      });
    },
  };
}
