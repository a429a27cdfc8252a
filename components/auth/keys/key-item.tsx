"use client";

import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useNow } from "@/lib/browser/use-now";
import { formatAge } from "@/lib/domain/format/format-duration";
import type { ApiKeyDto } from "@/lib/modules/auth/keys/schema";

const states: Readonly<Record<ApiKeyDto["state"], { tone: "gain" | "neutral" | "loss"; word: string }>> = {
  works: { tone: "gain", word: "Works" },
  expired: { tone: "neutral", word: "Expired" },
  revoked: { tone: "loss", word: "Revoked" },
};

interface KeyItemProps {
  readonly apiKey: ApiKeyDto;
  readonly onRevoke: () => void;
}

/** One key: name, beginning, what it may do, and when it was made, used and stops. */
export function KeyItem({ apiKey, onRevoke }: KeyItemProps) {
  const { name, prefix, scopes, state, owner, isOwn } = apiKey;
  return (
    <li className="grid gap-2 py-4 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <h3 className="flex flex-wrap items-center gap-2 font-medium">
            <span className="break-words">{name}</span>
            <Badge tone={states[state].tone}>{states[state].word}</Badge>
            {!isOwn && <Badge tone="outline">{owner.name}</Badge>}
          </h3>
          <code className="text-muted-foreground text-xs">{prefix}…</code>
        </div>
        {state !== "revoked" && (
          <Button size="sm" onClick={onRevoke}>
            Revoke <span className="sr-only">{name}</span>
          </Button>
        )}
      </div>
      <Moments apiKey={apiKey} />
      <details>
        <summary className="w-fit cursor-pointer text-muted-foreground text-xs">
          May do {scopes.length} {scopes.length === 1 ? "thing" : "things"}
        </summary>
        <ul className="mt-1.5 flex flex-wrap gap-1.5">
          {scopes.map((scope) => (
            <li key={scope}>
              <Badge tone="outline">
                <code>{scope}</code>
              </Badge>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}

function Moments({ apiKey }: { readonly apiKey: ApiKeyDto }) {
  const { createdAt, expiresAt, lastUsedAt, lastUsedAddress, revokedAt } = apiKey;
  const used =
    lastUsedAt === null ? (
      "never"
    ) : (
      <Moment at={lastUsedAt} more={lastUsedAddress && ` from ${lastUsedAddress}`} />
    );
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 text-xs">
      <Fact name="Made">
        <Moment at={createdAt} />
      </Fact>
      <Fact name="Last used">{used}</Fact>
      {revokedAt === null ? (
        <Fact name={apiKey.state === "expired" ? "Stopped" : "Stops"}>
          {expiresAt === null ? "never" : <Moment at={expiresAt} />}
        </Fact>
      ) : (
        <Fact name="Revoked">
          <Moment at={revokedAt} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div className="flex gap-1.5">
      <dt className="text-muted-foreground">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Moment({ at, more }: { readonly at: string; readonly more?: string | null }) {
  const nowMs = useNow();
  return (
    <>
      <time dateTime={at} title={new Date(at).toLocaleString()}>
        {nowMs === null ? at.slice(0, 10) : formatAge(at, nowMs)}
      </time>
      {more}
    </>
  );
}
