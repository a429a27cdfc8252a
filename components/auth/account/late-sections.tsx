"use client";

import dynamic from "next/dynamic";
import { AccountSection } from "@/components/auth/account/account-section";
import { Skeleton } from "@/components/ui/skeleton";
import { useNearScreen } from "@/lib/browser/use-near-screen";

const KeysSection = dynamic(
  () => import("@/components/auth/keys/keys-section").then((module) => module.KeysSection),
  { ssr: false, loading: () => <KeysOnTheWay /> },
);

/** The API keys; their code and data load when the section comes near the screen. */
export function LateKeysSection() {
  const { ref, isNear } = useNearScreen<HTMLDivElement>();
  return <div ref={ref}>{isNear ? <KeysSection /> : <KeysOnTheWay />}</div>;
}

function KeysOnTheWay() {
  return (
    <AccountSection id="keys" title="API keys">
      <Skeleton className="h-24 w-full" />
    </AccountSection>
  );
}
