import { permissionsOf } from "@/lib/domain/rbac/permissions-of";
import type { Role } from "@/lib/domain/rbac/role";
import type { RequestFacts, UserViewer, Viewer } from "@/lib/server/viewer";

/** What a test's request says of itself. */
export const testRequest: RequestFacts = {
  id: "00000000-0000-7000-8000-00000000feed",
  address: "192.0.2.1",
  userAgent: "test",
};

/** Somebody who did not sign in. */
export const visitor: Viewer = { kind: "visitor", request: testRequest };

/** Somebody who signed in just now, with all that the role allows; `more` replaces parts. */
export function userViewer(
  person: { readonly userId: string; readonly orgId: string | null; readonly role: Role },
  more: Partial<UserViewer> = {},
): UserViewer {
  return {
    kind: "user",
    siteIds: [],
    permissions: permissionsOf(person.role),
    via: "session",
    credentialId: "00000000-0000-7000-8000-00000000cafe",
    isConfirmed: true,
    request: testRequest,
    ...person,
    ...more,
  };
}
