"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { ActionForm } from "@/components/forms/action-form";
import { TextField } from "@/components/forms/text-field";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { notify } from "@/components/ui/toast";
import { useAction } from "@/lib/browser/use-action";
import type { PersonDetail } from "@/lib/modules/auth/people/schema";
import { erasePersonAction } from "@/lib/modules/auth/privacy/actions";

/** The button with which owners have a person's data erased, and the dialog that says what it means. */
export function ErasePerson({
  person,
}: {
  readonly person: Pick<PersonDetail, "userId" | "name" | "email">;
}) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button size="sm" variant="destructive" onClick={() => setIsOpen(true)}>
        Erase personal data
      </Button>
      {isOpen && <EraseDialog person={person} onClose={() => setIsOpen(false)} />}
    </>
  );
}

function EraseDialog({
  person,
  onClose,
}: {
  readonly person: Pick<PersonDetail, "userId" | "name" | "email">;
  readonly onClose: () => void;
}) {
  const router = useRouter();
  const erase = useAction(erasePersonAction, () => {
    notify("success", `The personal data of ${person.name} are erased`);
    router.push("/admin/user_access");
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Erase ${person.name}?`}
      description="This happens at once and cannot be taken back."
    >
      <ul className="mb-5 grid list-disc gap-1.5 pl-5 text-muted-foreground">
        <li>They are signed out everywhere and their account is gone.</li>
        <li>Name, e-mail, addresses, devices, keys, passkeys and wallets are deleted.</li>
        <li>What they did stays in the audit trail, under a random number instead of their name.</li>
      </ul>
      <ActionForm
        action={erase}
        input={(values) => ({ userId: person.userId, email: values.text("email") })}
        submit="Erase for good"
        pending="Erasing"
        variant="destructive"
        label={`Erase ${person.name}`}
        aside={
          <Button variant="ghost" onClick={onClose}>
            Keep
          </Button>
        }
      >
        <TextField
          name="email"
          type="email"
          autoComplete="off"
          required
          label="Type their e-mail to confirm"
          help={`It is ${person.email}`}
          error={erase.problemOf("email")}
        />
      </ActionForm>
    </Dialog>
  );
}
