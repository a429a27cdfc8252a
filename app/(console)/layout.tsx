import type { ReactNode } from "react";
import { AppFrame } from "@/components/shell/app-frame";

/**
 * The frame of pages for people who signed in. It lets everybody pass: each page reads through `readForPage`, which
 * sends visitors to sign in and back, and each query decides for itself.
 */
export default function ConsoleLayout({ children }: { readonly children: ReactNode }) {
  return <AppFrame needsPerson>{children}</AppFrame>;
}
