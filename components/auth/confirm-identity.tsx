"use client";

import { confirmed } from "@/lib/browser/action-answer";

/**
 * Makes of an action one that, when it wants the person to prove anew who they are, asks them and is called once more:
 * `const confirmed = useConfirmed(); await confirmed(revokeKeyAction)({ id })`. `useAction` does this by itself.
 */
export function useConfirmed(): typeof confirmed {
  return confirmed;
}
