import type { Metadata } from "next";
import { ChangeEmailScreen } from "@/components/auth/sign-in/verify-email-screen";

// The token in the address is as good as a password: it goes to nobody as a referrer, and into no index.
export const metadata: Metadata = {
  title: "Use this address",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

export default async function ChangeEmailPage({ params }: { readonly params: Promise<{ token: string }> }) {
  const { token } = await params;
  return <ChangeEmailScreen token={token} />;
}
