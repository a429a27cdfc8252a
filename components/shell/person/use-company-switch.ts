"use client";

import { notify } from "@/components/ui/toast";
import { useAction } from "@/lib/browser/use-action";
import { switchCompanyAction } from "@/lib/modules/auth/people/actions";

/** Switches to another company of the person; the page is then loaded anew, as that company sees it. */
export function useCompanySwitch() {
  const action = useAction(switchCompanyAction, () => location.reload());
  const switchTo = async (orgId: string) => {
    const answer = await action.run({ orgId });
    if (answer?.ok === false)
      notify("error", "You still act for the same company", { description: answer.error.message });
  };
  return { switchTo, isPending: action.isPending };
}
