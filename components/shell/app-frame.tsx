import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "@/components/shell/logo";
import { MarketCredits } from "@/components/shell/market-credits";
import { MarketStrip } from "@/components/shell/market-strip";
import { BottomTabs, RailLinks } from "@/components/shell/navigation-links";
import { PaletteButton } from "@/components/shell/palette-button";
import { PersonSlot } from "@/components/shell/person/person-slot";
import { ThemeToggle } from "@/components/shell/theme-toggle";
import { ToastHost } from "@/components/ui/toast-host";
import { QueryProvider } from "@/lib/browser/query-client";

interface AppFrameProps {
  /** Whether the pages inside show nothing to visitors: then the person is told when their session ends. */
  readonly needsPerson?: boolean;
  readonly children: ReactNode;
}

/** Rail, top bar, market strip, bottom tabs: what stands around every screen. Pages give only their content. */
export function AppFrame({ needsPerson = false, children }: AppFrameProps) {
  return (
    <QueryProvider>
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-primary px-3 py-2 font-medium text-primary-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <div className="flex min-h-dvh">
        <nav
          aria-label="Main"
          className="sticky top-0 hidden h-dvh w-15 shrink-0 flex-col border-r px-2.5 py-3 md:flex xl:w-56"
        >
          <HomeLink
            className="mb-5 flex h-8 items-center gap-2.5 px-2"
            nameClassName="sr-only xl:not-sr-only"
          />
          <RailLinks />
        </nav>
        <div className="flex min-w-0 flex-1 flex-col">
          <header data-print="hide" className="sticky top-0 z-30 bg-background">
            <div className="flex h-13 items-center justify-between gap-3 border-b px-4 sm:px-6">
              <HomeLink className="flex items-center gap-2 md:hidden" nameClassName="" />
              <div className="flex items-center gap-1 max-md:ml-auto">
                <PaletteButton />
              </div>
              <div className="flex items-center gap-1">
                <ThemeToggle />
                <PersonSlot needsPerson={needsPerson} />
              </div>
            </div>
            <MarketStrip />
          </header>
          <main
            id="content"
            tabIndex={-1}
            className="w-full max-w-[90rem] flex-1 px-4 pt-6 pb-10 outline-none sm:px-6"
          >
            {children}
          </main>
          <MarketCredits />
        </div>
      </div>
      <nav
        aria-label="Main"
        className="fixed inset-x-0 bottom-0 z-30 border-t bg-background pb-[env(safe-area-inset-bottom)] md:hidden"
      >
        <BottomTabs />
      </nav>
      <ToastHost />
    </QueryProvider>
  );
}

function HomeLink({
  className,
  nameClassName,
}: {
  readonly className: string;
  readonly nameClassName: string;
}) {
  return (
    <Link href="/" className={className}>
      <Logo />
      <span className={`font-semibold text-base tracking-tight ${nameClassName}`}>HashInsight</span>
    </Link>
  );
}
