import "server-only";
import { cookies, headers } from "next/headers";
import { forbidden, notFound, redirect } from "next/navigation";
import { cache } from "react";
import { AppError } from "@/lib/server/errors";
import { requestFacts, resolveViewer } from "@/lib/server/identity/resolve-viewer";
import type { Viewer } from "@/lib/server/viewer";

/** Who asks for the page that is being made; looked up once a request. */
export const pageViewer = cache(async (): Promise<Viewer> => {
  const sent = new Headers(await headers());
  // The page is made once more in the answer to an action. If that gave the session another id, the cookie in the headers
  // is of the one that has just ended, and whoever confirmed who they are would be sent to sign in.
  sent.set("cookie", (await cookies()).toString());
  return resolveViewer(sent, requestFacts(sent));
});

/**
 * What a page shows, read for its viewer. Whoever is not signed in goes to sign in and comes back to `path`; what is not
 * there for them is not found, and what their role does not open is refused with 403. The queries decide; this only says
 * it in a page's way.
 */
export async function readForPage<Result>(
  path: string,
  read: (viewer: Viewer) => Promise<Result>,
): Promise<Result> {
  const viewer = await pageViewer();
  try {
    return await read(viewer);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "unauthenticated") redirect(`/login?next=${encodeURIComponent(path)}`);
    if (error.code === "not_found") notFound();
    if (error.code === "forbidden") forbidden();
    throw error;
  }
}
