"use client";

import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { LiveMark } from "@/components/shell/person/live-mark";
import type { Person } from "@/components/shell/person/person";
import { PersonMenu } from "@/components/shell/person/person-menu";
import { personQueryKey } from "@/components/shell/person/use-person";
import { notify } from "@/components/ui/toast";
import { askAnew } from "@/lib/browser/ask-anew";
import { answerPersonRequests, type PersonRequest } from "@/lib/browser/ask-person";
import { startLive } from "@/lib/browser/live/start-live";
import { useLive } from "@/lib/browser/live/use-live";

const ConfirmDialog = dynamic(() =>
  import("@/components/auth/confirm-dialog").then((module) => module.ConfirmDialog),
);
const SessionEnded = dynamic(() =>
  import("@/components/shell/person/session-ended").then((module) => module.SessionEnded),
);

const marketKey = ["market", "now"] as const;

type Confirmation = Extract<PersonRequest, { kind: "confirm_identity" }>;

interface PersonDeskProps {
  /** Who was last known to look at the screen. */
  readonly person: Person;
  /** Whether the server took them for a visitor since. */
  readonly isSignedOut: boolean;
  /** Whether the page shows nothing to visitors. */
  readonly needsPerson: boolean;
}

/** The person's menu, and the place where screens have them asked to confirm who they are or to sign in again. */
export function PersonDesk({ person, isSignedOut, needsPerson }: PersonDeskProps) {
  const queries = useQueryClient();
  const [confirmations, setConfirmations] = useState<readonly Confirmation[]>([]);
  const [wasRefused, setWasRefused] = useState(false);
  useEffect(
    () =>
      answerPersonRequests((request) => {
        if (request.kind === "confirm_identity") {
          setConfirmations((before) => [...before, request]);
          return;
        }
        setWasRefused(true);
        void askAnew(queries, personQueryKey);
      }),
    [queries],
  );
  useReturn(person, isSignedOut);
  useEffect(() => {
    if (isSignedOut) return;
    return startLive(() => void askAnew(queries, personQueryKey));
  }, [queries, isSignedOut]);
  // Every page shows the market, and visitors ask by themselves.
  useLive("market", marketKey);
  const [asked] = confirmations;
  return (
    <>
      <LiveMark />
      <PersonMenu person={person} />
      {asked !== undefined && (
        <ConfirmDialog
          onSettled={(isConfirmed) => {
            asked.settle(isConfirmed);
            setConfirmations((before) => before.slice(1));
          }}
        />
      )}
      {isSignedOut && (needsPerson || wasRefused) && <SessionEnded />}
    </>
  );
}

/** Says when the same person is back; another person must not go on with what this one had on the screen. */
function useReturn(person: Person, isSignedOut: boolean): void {
  const { id } = person;
  const companyId = person.company?.id;
  const before = useRef({ id, companyId, isSignedOut });
  useEffect(() => {
    const last = before.current;
    before.current = { id, companyId, isSignedOut };
    if (last.id !== id || last.companyId !== companyId) location.reload();
    else if (last.isSignedOut && !isSignedOut)
      notify("success", "You are signed in again. What you typed is still here.");
  }, [id, companyId, isSignedOut]);
}
