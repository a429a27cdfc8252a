"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { AccountSection } from "@/components/auth/account/account-section";
import { RecoveryCodes } from "@/components/auth/security/recovery-codes";
import { TotpSetup } from "@/components/auth/security/totp-setup";
import { FormError } from "@/components/forms/form-error";
import { Moment } from "@/components/shell/moment";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { notify } from "@/components/ui/toast";
import { useAction } from "@/lib/browser/use-action";
import {
  beginTotpAction,
  disableTotpAction,
  renewRecoveryCodesAction,
} from "@/lib/modules/auth/totp/actions";
import type { TotpEnrolment, TotpState } from "@/lib/modules/auth/totp/schema";

/** What the section shows beside the state itself. */
type Stage =
  | { readonly kind: "rest" }
  | { readonly kind: "setup"; readonly enrolment: TotpEnrolment }
  | { readonly kind: "codes"; readonly codes: readonly string[] };

const fewCodes = 3;

/** The second step of signing in: setting up an authenticator app, recovery codes, turning it off. */
export function TotpSection({ totp }: { readonly totp: TotpState }) {
  const [stage, setStage] = useState<Stage>({ kind: "rest" });
  const router = useRouter();
  // The codes are shown once it is on, before the page has heard of it.
  const isOn = totp.isEnabled || stage.kind === "codes";
  const rest = () => {
    setStage({ kind: "rest" });
    router.refresh();
  };
  return (
    <AccountSection
      id="two-step"
      title="Two-step sign-in"
      description="After the password, the code of an app on your phone: a stolen password alone does not sign in."
      actions={isOn ? <Badge tone="gain">on</Badge> : <Badge>off</Badge>}
    >
      {stage.kind === "setup" && (
        <TotpSetup
          enrolment={stage.enrolment}
          onEnabled={(codes) => setStage({ kind: "codes", codes })}
          onCancel={rest}
        />
      )}
      {stage.kind === "codes" && <RecoveryCodes codes={stage.codes} onKept={rest} />}
      {stage.kind === "rest" &&
        (totp.isEnabled ? (
          <Enabled totp={totp} onCodes={(codes) => setStage({ kind: "codes", codes })} onDisabled={rest} />
        ) : (
          <Disabled onBegun={(enrolment) => setStage({ kind: "setup", enrolment })} />
        ))}
    </AccountSection>
  );
}

function Disabled({ onBegun }: { readonly onBegun: (enrolment: TotpEnrolment) => void }) {
  const begin = useAction(beginTotpAction, onBegun);
  return (
    <div className="grid justify-items-start gap-3">
      <FormError failure={begin.failure} />
      <Button aria-disabled={begin.isPending} onClick={() => void begin.run({})}>
        Set up an authenticator app
      </Button>
    </div>
  );
}

interface EnabledProps {
  readonly totp: TotpState;
  readonly onCodes: (codes: readonly string[]) => void;
  readonly onDisabled: () => void;
}

function Enabled({ totp: { enabledAt, recoveryCodesLeft }, onCodes, onDisabled }: EnabledProps) {
  const renew = useAction(renewRecoveryCodesAction, (data) => onCodes(data.recoveryCodes));
  const disable = useAction(disableTotpAction, () => {
    notify("success", "Two-step sign-in is off.");
    onDisabled();
  });
  const codes = recoveryCodesLeft === 1 ? "1 recovery code is" : `${recoveryCodesLeft} recovery codes are`;
  return (
    <div className="grid gap-4">
      <FormError failure={renew.failure ?? disable.failure} />
      {recoveryCodesLeft < fewCodes && (
        <Alert tone="warn" title={`Only ${codes} left`}>
          Make new ones before you need them.
        </Alert>
      )}
      <p className="text-muted-foreground">
        {enabledAt !== null && (
          <>
            On since <Moment at={enabledAt} />.{" "}
          </>
        )}
        {codes} left.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button aria-disabled={renew.isPending} onClick={() => void renew.run({})}>
          New recovery codes
        </Button>
        <Button variant="destructive" aria-disabled={disable.isPending} onClick={() => void disable.run({})}>
          Turn off
        </Button>
      </div>
    </div>
  );
}
