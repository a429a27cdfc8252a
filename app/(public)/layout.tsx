import type { ReactNode } from "react";
import { AppFrame } from "@/components/shell/app-frame";

export default function PublicLayout({ children }: { readonly children: ReactNode }) {
  return <AppFrame>{children}</AppFrame>;
}
