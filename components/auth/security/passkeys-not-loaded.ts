import type { ActionFailure } from "@/lib/browser/action-answer";

/** The part of the page that talks to authenticators did not arrive. */
export const passkeysNotLoaded: ActionFailure = {
  code: "unreachable",
  message: "What talks to passkeys could not be loaded. Check the connection and try again.",
  requestId: "",
};
