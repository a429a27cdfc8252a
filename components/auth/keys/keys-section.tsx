"use client";

import { KeyRound } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { AccountSection } from "@/components/auth/account/account-section";
import { KeyItem } from "@/components/auth/keys/key-item";
import { useKeys, useMyPermissions } from "@/components/auth/keys/use-keys";
import { EmptyState } from "@/components/shell/empty-state";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { ApiKeyDto } from "@/lib/modules/auth/keys/schema";
import type { Decision } from "@/lib/modules/auth/rbac/schema";

const CreateKeyDialog = dynamic(() =>
  import("@/components/auth/keys/create-key-dialog").then((module) => module.CreateKeyDialog),
);
const RevokeKeyDialog = dynamic(() =>
  import("@/components/auth/keys/revoke-key-dialog").then((module) => module.RevokeKeyDialog),
);

/** The person's API keys in the company they act for, and for owners and admins those of everybody in it. */
export function KeysSection() {
  const mine = useMyPermissions();
  const [isMaking, setIsMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKeyDto | null>(null);
  const decisions = mine.data?.permissions ?? [];
  const making = decisionOf(decisions, "auth:manage_own_keys");
  const isInCompany = mine.data !== undefined && mine.data.companyId !== null;
  const canMake = making?.isAllowed === true && isInCompany;
  return (
    <AccountSection
      id="keys"
      title="API keys"
      description="For programs that ask or act in your name, each with a part of what you may do."
      actions={
        canMake && (
          <Button size="sm" onClick={() => setIsMaking(true)}>
            <KeyRound aria-hidden="true" />
            Make a key
          </Button>
        )
      }
    >
      {mine.isError ? (
        <LoadProblem message={mine.error.message} onRetry={() => void mine.refetch()} />
      ) : mine.data !== undefined && !canMake ? (
        <EmptyState Icon={KeyRound} title="No keys for you">
          {isInCompany ? making?.why : "Keys belong to a company, and you are in none yet."}
        </EmptyState>
      ) : (
        <KeyList onRevoke={setRevoking} />
      )}
      {isMaking && <CreateKeyDialog decisions={decisions} onClose={() => setIsMaking(false)} />}
      {revoking !== null && <RevokeKeyDialog apiKey={revoking} onClose={() => setRevoking(null)} />}
    </AccountSection>
  );
}

function KeyList({ onRevoke }: { readonly onRevoke: (apiKey: ApiKeyDto) => void }) {
  const keys = useKeys();
  if (keys.isError) return <LoadProblem message={keys.error.message} onRetry={() => void keys.refetch()} />;
  if (keys.data === undefined) {
    return (
      <div className="grid gap-3" role="status" aria-label="Loading the keys">
        <Skeleton className="h-5 w-48" />
        <Skeleton className="h-4 w-full max-w-md" />
      </div>
    );
  }
  if (keys.data.length === 0) {
    return (
      <EmptyState Icon={KeyRound} title="No keys yet">
        A key lets a program use the{" "}
        <a className="text-primary-text underline underline-offset-2" href="/docs/api">
          API
        </a>{" "}
        without your password.
      </EmptyState>
    );
  }
  return (
    <ul aria-label="API keys" className="divide-y">
      {keys.data.map((apiKey) => (
        <KeyItem key={apiKey.id} apiKey={apiKey} onRevoke={() => onRevoke(apiKey)} />
      ))}
    </ul>
  );
}

function LoadProblem({ message, onRetry }: { readonly message: string; readonly onRetry: () => void }) {
  return (
    <Alert tone="loss" title="The keys could not be loaded">
      <p>{message}</p>
      <Button size="sm" className="mt-2" onClick={onRetry}>
        Try again
      </Button>
    </Alert>
  );
}

function decisionOf(decisions: readonly Decision[], permission: string): Decision | undefined {
  return decisions.find((decision) => decision.permission === permission);
}
