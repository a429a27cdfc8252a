import type { Metadata } from "next";
import { ForgotPasswordScreen } from "@/components/auth/sign-in/forgot-password-screen";

export const metadata: Metadata = { title: "Forgotten password" };

export default function ForgotPasswordPage() {
  return <ForgotPasswordScreen />;
}
