import "server-only";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Member } from "@/lib/domain/rbac/membership";
import { requestMail } from "@/lib/server/mail/request-mail";
import { publicAddress } from "@/lib/server/public-address";
import type { UserViewer } from "@/lib/server/viewer";
import { dayInWords, roleInWords } from "../words";
import type { Place, PlaceChange } from "./places";

/** Tells a person by mail what happened to their place in a company. Who leaves by themselves knows. */
export async function noticeOfChange(
  tx: Transaction,
  actor: UserViewer,
  orgId: string,
  target: Place,
  change: PlaceChange,
  after: Member,
): Promise<void> {
  if (target.email === null || target.member.userId === actor.userId) return;
  const company = await companyName(tx, orgId);
  const { subject, what, canSignIn } = wordsOf(change, company, after);
  await requestMail(tx, actor, {
    to: target.email,
    subject,
    paragraphs: [
      `Hello ${target.name},`,
      what,
      "If you think this is a mistake, ask an owner or admin of the company.",
    ],
    ...(canSignIn ? { action: { label: "Sign in", url: `${publicAddress()}/login` } } : {}),
    reason: `You get this mail because you have, or had, a place in ${company}.`,
  });
}

/** The name of a company. */
export async function companyName(tx: Transaction, orgId: string): Promise<string> {
  const [row] = await tx.execute<{ name: string }>(sql`select name from companies where id = ${orgId}`);
  return row?.name ?? "the company";
}

interface NoticeWords {
  readonly subject: string;
  readonly what: string;
  readonly canSignIn: boolean;
}

function wordsOf(change: PlaceChange, company: string, after: Member): NoticeWords {
  switch (change.kind) {
    case "change_role":
      return {
        subject: `Your role in ${company} has changed`,
        what: `From now on you are ${roleInWords(after.role)} in ${company}. It counts already.`,
        canSignIn: true,
      };
    case "set_expiry": {
      const { expiresAt } = after.access;
      return {
        subject: `Your access to ${company} has changed`,
        what:
          expiresAt === null
            ? `Your access to ${company} does not end any more.`
            : `Your access to ${company} ends on ${dayInWords(expiresAt)}.`,
        canSignIn: true,
      };
    }
    case "suspend":
      return {
        subject: `Your access to ${company} is suspended`,
        what: `You were signed out of ${company} and cannot act for it until somebody resumes your access. Your account and what you have elsewhere stay as they are.`,
        canSignIn: false,
      };
    case "resume":
      return {
        subject: `Your access to ${company} is open again`,
        what: `You may act for ${company} again, as ${roleInWords(after.role)}.`,
        canSignIn: true,
      };
    case "remove":
      return {
        subject: `You are no longer in ${company}`,
        what: `You were removed from ${company} and signed out of it; your API keys there were revoked. Your account and what you have elsewhere stay as they are.`,
        canSignIn: false,
      };
  }
}
