import type { Metadata } from "next";
import { LogoutScreen } from "@/components/auth/sign-in/logout-screen";

export const metadata: Metadata = { title: "Sign out" };

export default function LogoutPage() {
  return <LogoutScreen />;
}
