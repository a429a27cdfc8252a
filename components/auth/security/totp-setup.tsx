"use client";

import { ActionForm } from "@/components/forms/action-form";
import { CodeField } from "@/components/forms/code-field";
import { Button } from "@/components/ui/button";
import { useAction } from "@/lib/browser/use-action";
import { confirmTotpAction } from "@/lib/modules/auth/totp/actions";
import type { TotpEnrolment } from "@/lib/modules/auth/totp/schema";

interface TotpSetupProps {
  readonly enrolment: TotpEnrolment;
  readonly onEnabled: (recoveryCodes: readonly string[]) => void;
  readonly onCancel: () => void;
}

/** Brings the secret into the app, by camera, by link or by hand, and asks for the first code as the proof. */
export function TotpSetup({ enrolment: { secret, uri, qr }, onEnabled, onCancel }: TotpSetupProps) {
  const confirm = useAction(confirmTotpAction, (data) => onEnabled(data.recoveryCodes));
  return (
    <div className="grid gap-5 sm:grid-cols-[11rem_minmax(0,1fr)]">
      <svg
        role="img"
        aria-label="QR code for the authenticator app"
        viewBox={`0 0 ${qr.size} ${qr.size}`}
        shapeRendering="crispEdges"
        className="size-44 rounded-md border"
      >
        {/* Black on white in both themes, or cameras do not read it. */}
        <rect width={qr.size} height={qr.size} fill="white" />
        <path d={qr.path} fill="black" />
      </svg>
      <div className="grid content-start gap-4">
        <ol className="list-inside list-decimal space-y-1">
          <li>
            Scan the picture with an authenticator app, or{" "}
            <a href={uri} className="text-primary-text underline underline-offset-3">
              open it in the app on this device
            </a>
            .
          </li>
          <li>
            Without a camera, type this key into the app:
            <code className="mt-1 block select-all break-words rounded-md border bg-muted px-2.5 py-1.5 font-mono">
              {secret}
            </code>
          </li>
          <li>Type the code that the app shows.</li>
        </ol>
        <ActionForm
          action={confirm}
          input={(values) => ({ code: values.text("code") })}
          submit="Turn on"
          pending="Checking"
          label="First code"
          aside={
            <Button variant="ghost" onClick={onCancel}>
              Cancel
            </Button>
          }
        >
          <CodeField
            name="code"
            label="Code of the app"
            error={confirm.problemOf("code")}
            maxLength={10}
            className="max-w-60"
          />
        </ActionForm>
      </div>
    </div>
  );
}
