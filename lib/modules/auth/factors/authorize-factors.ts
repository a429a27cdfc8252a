import "server-only";
import { AppError } from "@/lib/server/errors";
import { authorizeUser, type UserViewer, type Viewer } from "@/lib/server/viewer";

/**
 * Lets somebody at the ways of signing in to their own account: in a browser they signed in with, since a key or token
 * for the API must not be able to make itself a way in that outlives it.
 */
export function authorizeFactors(viewer: Viewer): UserViewer {
  const actor = authorizeUser(viewer, "auth:manage_own_account");
  if (actor.via === "session") return actor;
  throw new AppError("forbidden", "Ways of signing in are changed in the browser, not through the API.");
}

/** The same for somebody who has just proved who they are: whoever finds an open browser must not stay in for good. */
export function authorizeFactorChange(viewer: Viewer): UserViewer {
  const actor = authorizeFactors(viewer);
  if (actor.isConfirmed) return actor;
  throw new AppError("forbidden", "Confirm first that it is you.", { reason: "confirm_identity" });
}
