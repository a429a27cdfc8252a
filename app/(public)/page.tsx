import { ArrowRight } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { MarketGlance } from "@/components/shell/market-glance";
import { navigation } from "@/components/shell/navigation";
import { ButtonLink } from "@/components/ui/button";

export const metadata: Metadata = { title: { absolute: "HashInsight: what bitcoin machines earn" } };

const people = [
  {
    who: "You own machines",
    what: "See what a machine earns a day, what it costs to run, and in which month it has paid for itself. Or that it never will.",
  },
  {
    who: "You host them",
    what: "Your electricity price and your customer's, side by side. Know the price at which their machines have to stop.",
  },
  {
    who: "You answer for the money",
    what: "Cash flow month by month with the halving in it, present value, rate of return, and how far each assumption can slip.",
  },
] as const;

export default function LandingPage() {
  return (
    <div className="mx-auto max-w-6xl">
      <section className="grid items-center gap-x-14 gap-y-10 py-6 lg:grid-cols-[1.05fr_1fr] lg:py-16">
        <div>
          <h1 className="text-balance font-semibold text-[2rem] leading-[1.12] tracking-[-0.025em] sm:text-5xl">
            Know what your machines earn. And where every number comes from.
          </h1>
          <p className="mt-5 max-w-[34rem] text-base text-muted-foreground leading-6">
            HashInsight is for the people around a bitcoin mine: those who own the machines, those who host
            them, and those who answer for the money. It reckons on real network data, names the source and
            the age of each figure, and says so when it does not know.
          </p>
          <div className="mt-7 flex flex-wrap items-center gap-3">
            <ButtonLink href="/calculator" variant="primary" size="lg">
              Calculate what your machines earn
              <ArrowRight aria-hidden="true" />
            </ButtonLink>
            <ButtonLink href="/miners" size="lg">
              Compare machines
            </ButtonLink>
          </div>
          <p className="mt-4 text-muted-foreground text-xs">
            No account. The sums are done in your browser, on what you type.
          </p>
        </div>
        <MarketGlance />
      </section>

      <section aria-labelledby="people" className="border-t py-10">
        <h2 id="people" className="sr-only">
          Who it is for
        </h2>
        <ul className="grid gap-8 md:grid-cols-3">
          {people.map(({ who, what }) => (
            <li key={who}>
              <h3 className="font-semibold text-base">{who}</h3>
              <p className="mt-1.5 max-w-[26rem] text-muted-foreground">{what}</p>
            </li>
          ))}
        </ul>
      </section>

      <section aria-labelledby="today" className="border-t py-10">
        <h2 id="today" className="font-semibold text-base">
          What is here today
        </h2>
        <ul className="mt-4 grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
          {navigation.map(({ href, label, hint, Icon }) => (
            <li key={href}>
              <Link
                href={href}
                className="group flex h-full flex-col rounded-lg border bg-card p-4 shadow-card transition-colors hover:border-muted-foreground"
              >
                <Icon
                  aria-hidden="true"
                  className="size-5 text-muted-foreground group-hover:text-foreground"
                />
                <span className="mt-3 font-medium">{label}</span>
                <span className="mt-0.5 text-muted-foreground">{hint}</span>
              </Link>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
