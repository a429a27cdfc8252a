"use client";

import { useState } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { CodeField } from "@/components/forms/code-field";
import { Button } from "@/components/ui/button";
import { useAction } from "@/lib/browser/use-action";
import { completeSecondFactorAction } from "@/lib/modules/auth/totp/actions";

interface SecondFactorFormProps {
  /** From the answer to password or wallet. */
  readonly challenge: string;
  /** Where to go afterwards; without it where the person's role begins. */
  readonly next?: string | undefined;
  /** Back to the first step. */
  readonly onRestart: () => void;
}

/** The second step of signing in: the code of the authenticator app, or a recovery code. */
export function SecondFactorForm({ challenge, next, onRestart }: SecondFactorFormProps) {
  const [kind, setKind] = useState<"app" | "recovery">("app");
  const complete = useAction(completeSecondFactorAction, (data) => location.assign(data.next));
  const isApp = kind === "app";
  return (
    <ActionForm
      action={complete}
      input={(values) => ({ challenge, code: values.text("code"), ...(next === undefined ? {} : { next }) })}
      submit="Sign in"
      pending="Signing in"
      isWide
      label="Second step"
    >
      <CodeField
        key={kind}
        name="code"
        label={isApp ? "Code of your authenticator app" : "Recovery code"}
        help={
          isApp
            ? "Six digits; a new code comes every 30 seconds."
            : "One of the ten codes you kept when you set up the app. Each works once."
        }
        error={complete.problemOf("code")}
        kind={isApp ? "digits" : "letters"}
        maxLength={isApp ? 10 : 30}
        autoFocus
      />
      <div className="flex flex-wrap justify-between gap-x-4 gap-y-2">
        <Button
          variant="link"
          onClick={() => {
            complete.clear();
            setKind(isApp ? "recovery" : "app");
          }}
        >
          {isApp ? "Use a recovery code" : "Use the app's code"}
        </Button>
        <Button variant="link" onClick={onRestart}>
          Start again
        </Button>
      </div>
    </ActionForm>
  );
}
