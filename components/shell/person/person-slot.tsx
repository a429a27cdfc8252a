"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import type { Person } from "@/components/shell/person/person";
import { usePerson } from "@/components/shell/person/use-person";
import { ButtonLink } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";

const PersonDesk = dynamic(
  () => import("@/components/shell/person/person-desk").then((module) => module.PersonDesk),
  { ssr: false, loading: () => <Waiting /> },
);

/** The end of the top bar: "Sign in", or the person with their menu, which loads for people only. Always as wide. */
export function PersonSlot({ needsPerson }: { readonly needsPerson: boolean }) {
  const { data, isPending } = usePerson();
  const [last, setLast] = useState<Person | null>(null);
  if (data?.kind === "user" && data !== last) setLast(data);
  return (
    <div className="relative flex w-18 justify-end">
      {last !== null ? (
        <PersonDesk person={last} isSignedOut={data?.kind === "visitor"} needsPerson={needsPerson} />
      ) : isPending ? (
        <Waiting />
      ) : (
        <ButtonLink href="/login" className="px-3">
          Sign in
        </ButtonLink>
      )}
    </div>
  );
}

function Waiting() {
  return <Skeleton className="h-control w-full rounded-md" />;
}
