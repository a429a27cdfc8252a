"use client";

import { useKeysChanged } from "@/components/auth/keys/use-keys";
import { ActionForm } from "@/components/forms/action-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { notify } from "@/components/ui/toast";
import { useAction } from "@/lib/browser/use-action";
import { revokeKeyAction } from "@/lib/modules/auth/keys/actions";
import type { ApiKeyDto } from "@/lib/modules/auth/keys/schema";

/** Asks once more before a key stops for good. */
export function RevokeKeyDialog({
  apiKey,
  onClose,
}: {
  readonly apiKey: ApiKeyDto;
  readonly onClose: () => void;
}) {
  const changed = useKeysChanged();
  const revoke = useAction(revokeKeyAction, () => {
    notify("success", `Key “${apiKey.name}” is revoked`, { description: "It is refused from now on." });
    changed();
    onClose();
  });
  const whose = apiKey.isOwn ? "" : ` It belongs to ${apiKey.owner.name}.`;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Revoke “${apiKey.name}”?`}
      description={`Programs that use it are refused from their very next request on, and it cannot be taken back.${whose}`}
    >
      <ActionForm
        action={revoke}
        input={() => ({ id: apiKey.id })}
        submit="Revoke the key"
        pending="Revoking"
        variant="destructive"
        aside={
          <Button variant="ghost" onClick={onClose}>
            Keep it
          </Button>
        }
      />
    </Dialog>
  );
}
