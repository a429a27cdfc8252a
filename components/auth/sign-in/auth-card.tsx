import type { ReactNode } from "react";
import { Logo } from "@/components/shell/logo";

interface AuthCardProps {
  readonly title: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
  /** Under the card: the other ways, such as "No account yet? Register". */
  readonly footer?: ReactNode;
}

/** What stands around every form of signing in: one narrow card in the middle. */
export function AuthCard({ title, description, children, footer }: AuthCardProps) {
  return (
    <div className="mx-auto w-full max-w-[26rem] pt-2 sm:pt-10">
      <div className="rounded-xl border bg-card p-5 shadow-card sm:p-8">
        <Logo className="mb-5 size-8" />
        <h1 className="font-semibold text-xl leading-7 tracking-tight">{title}</h1>
        {description !== undefined && <div className="mt-1.5 text-muted-foreground">{description}</div>}
        <div className="mt-6 grid gap-5">{children}</div>
      </div>
      {footer !== undefined && <div className="mt-5 text-center text-muted-foreground">{footer}</div>}
    </div>
  );
}

/** "or" between two ways of signing in. */
export function OtherWays({ children }: { readonly children: ReactNode }) {
  return (
    <div className="grid gap-3">
      <div className="flex items-center gap-3 text-muted-foreground text-xs before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
        or
      </div>
      {children}
    </div>
  );
}
