"use client";

import { Fragment, type ReactNode, type SubmitEvent, useState } from "react";
import { FormError } from "@/components/forms/form-error";
import { type FormValues, formValues, problemsOfForm } from "@/components/forms/form-values";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/browser/class-names";
import type { ActionState } from "@/lib/browser/use-action";

interface ActionFormProps<Input, Data> {
  /** From `useAction`. */
  readonly action: ActionState<Input, Data>;
  /** What the action gets, from what stands in the fields. */
  readonly input: (values: FormValues) => Input;
  /** The verb on the button: "Sign in". */
  readonly submit: ReactNode;
  /** On the button while the call is under way: "Signing in". */
  readonly pending?: string;
  /** The button as wide as the form (cards), or as wide as its word. */
  readonly isWide?: boolean;
  readonly variant?: "primary" | "secondary" | "destructive";
  /** Beside the button. */
  readonly aside?: ReactNode;
  /** Empties the fields when the call went well; else what was typed stays whatever happens. */
  readonly resets?: boolean;
  readonly label?: string;
  readonly className?: string;
  readonly children?: ReactNode;
}

/** A form that calls a server action: broken rules under their fields, the rest on top with the focus on it. */
export function ActionForm<Input, Data>(props: ActionFormProps<Input, Data>) {
  const { action, submit, pending, isWide = false, variant = "primary", aside } = props;
  const [round, setRound] = useState(0);
  const [filled, setFilled] = useState(0);
  const send = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const problems = problemsOfForm(form);
    setRound((before) => before + 1);
    if (problems.length > 0) return action.refuse(problems);
    const answer = await action.run(props.input(formValues(form)));
    if (answer?.ok === true && props.resets === true) setFilled((before) => before + 1);
  };
  return (
    // Should it be sent before the page is awake, nothing typed may end up in the address.
    <form
      method="post"
      noValidate
      aria-label={props.label}
      onSubmit={(event) => void send(event)}
      className={cn("grid gap-4", props.className)}
    >
      <FormError failure={action.failure} round={round} />
      <Fragment key={filled}>{props.children}</Fragment>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          type="submit"
          variant={variant}
          aria-disabled={action.isPending}
          className={cn(isWide && "w-full")}
        >
          {action.isPending ? `${pending ?? "Working"} …` : submit}
        </Button>
        {aside}
      </div>
    </form>
  );
}
