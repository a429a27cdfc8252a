import { AppError } from "@/lib/server/errors";
import { authorizeUser, type UserViewer, type Viewer } from "@/lib/server/viewer";

/**
 * Lets somebody at their own account in a browser they signed in with: a key or token for the API must not be able to
 * make itself a way in that outlives it.
 *
 * @throws AppError `unauthenticated`, `forbidden`
 */
export function authorizeOwnAccount(viewer: Viewer): UserViewer {
  const person = authorizeUser(viewer, "auth:manage_own_account");
  if (person.via === "session") return person;
  throw new AppError("forbidden", "Accounts are managed in the browser, not through the API.");
}

/** The same for somebody who has just proved who they are (step-up). */
export function authorizeConfirmed(viewer: Viewer): UserViewer {
  const person = authorizeOwnAccount(viewer);
  if (person.isConfirmed) return person;
  throw new AppError("forbidden", "Confirm first that it is you.", { reason: "confirm_identity" });
}
