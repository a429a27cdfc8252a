"use client";

import { useMarketNow } from "@/components/shell/use-market-now";

/** Who supplies the market figures, as their terms ask for. Stands at the foot of every screen. */
export function MarketCredits() {
  const market = useMarketNow();
  const credits = market.data?.credits ?? [];
  return (
    <footer
      data-print="hide"
      className="max-w-[90rem] px-4 pt-4 pb-24 text-muted-foreground text-xs sm:px-6 md:pb-6"
    >
      {credits.length > 0 && (
        <ul className="flex flex-wrap gap-x-4 gap-y-1" aria-label="Sources of the market figures">
          {credits.map(({ text, url }) => (
            <li key={url}>
              <a
                href={url}
                rel="noreferrer"
                target="_blank"
                className="underline underline-offset-2 hover:text-foreground"
              >
                {text}
              </a>
            </li>
          ))}
        </ul>
      )}
    </footer>
  );
}
