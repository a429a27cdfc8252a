import type { Metadata } from "next";
import { LoginScreen } from "@/components/auth/sign-in/login-screen";
import { ownPath } from "@/lib/modules/auth/sign-in/own-path";

export const metadata: Metadata = { title: "Sign in" };

export default async function LoginPage({
  searchParams,
}: {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}) {
  const { next } = await searchParams;
  const wanted = ownPath(typeof next === "string" ? next : null);
  return <LoginScreen {...(wanted === null ? {} : { next: wanted })} />;
}
