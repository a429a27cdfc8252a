"use client";

import { ActionForm } from "@/components/forms/action-form";
import type { PersonCompany } from "@/components/shell/person/person";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { useAction } from "@/lib/browser/use-action";
import { leaveCompanyAction } from "@/lib/modules/auth/people/actions";

interface LeaveCompanyDialogProps {
  readonly company: PersonCompany;
  readonly onClose: () => void;
}

/** Says what leaving means, and leaves. */
export function LeaveCompanyDialog({ company, onClose }: LeaveCompanyDialogProps) {
  const leave = useAction(leaveCompanyAction, () => location.reload());
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Leave ${company.name}?`}
      description="You lose access to everything of this company at once, on every device, and your API keys for it stop working. Only somebody who runs it can let you in again. Your own account stays."
    >
      <ActionForm
        action={leave}
        input={() => ({})}
        submit={`Leave ${company.name}`}
        pending="Leaving"
        variant="destructive"
        aside={
          <Button variant="ghost" onClick={onClose}>
            Stay
          </Button>
        }
      />
    </Dialog>
  );
}
