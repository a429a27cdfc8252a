import type { Metadata } from "next";
import { RegisterScreen } from "@/components/auth/sign-in/register-screen";

export const metadata: Metadata = { title: "Register" };

export default function RegisterPage() {
  return <RegisterScreen />;
}
