import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { KeptMails } from "@/components/mail/kept-mails";
import { readDevMail } from "@/lib/server/mail/dev-mail";

export const metadata: Metadata = { title: "Mail", robots: { index: false, follow: false } };

export default async function DevMailPage() {
  await connection();
  const kept = await readDevMail();
  if (kept === null) notFound();
  return <KeptMails mails={kept.mails} count={kept.count} />;
}
