import type { Metadata } from "next";
import { ResetPasswordScreen } from "@/components/auth/sign-in/reset-password-screen";

// The token in the address is as good as a password: it goes to nobody as a referrer, and into no index.
export const metadata: Metadata = {
  title: "Choose a new password",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

export default async function ResetPasswordPage({ params }: { readonly params: Promise<{ token: string }> }) {
  const { token } = await params;
  return <ResetPasswordScreen token={token} />;
}
