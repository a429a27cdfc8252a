import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";

export const metadata: Metadata = { title: "Not found" };

/*
 * Every address that no page has. Answered per request, so that its scripts carry the nonce of the answer; were
 * not-found.tsx to wait for the connection itself, each page that may show it would be made per request, too.
 */
export default async function MissingPage(): Promise<never> {
  await connection();
  notFound();
}
