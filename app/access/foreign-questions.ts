import type { FilledPerson } from "@/db/testing/fill-tables";

/*
 * What somebody of one company asks a door for that belongs to the other. Each door that is not public has its line here:
 * isolation.test.ts fails for one without.
 */

/** Whose things are asked for. */
export type Foreigner = Pick<FilledPerson, "word" | "email" | "userId" | "orgId" | "ids"> & {
  readonly siteId: string;
  readonly wallet: string;
};

/** One question to a route: what follows the `?`, and what stands in the braces of its address. */
export interface RouteQuestion {
  readonly query?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A door that can be asked for nothing in particular. */
export const asksForNothing = "asks for nothing in particular";

type Questions = ((foreigner: Foreigner) => readonly RouteQuestion[]) | typeof asksForNothing;
const search = (...queries: string[]) => queries.map((query) => ({ query }));
const id = (value: string): RouteQuestion => ({ params: { id: value } });

/** Each must answer 404, or a list without anything of the other company. */
export const routeQuestions: Readonly<Record<string, Questions>> = {
  "GET /api/account/export": asksForNothing,
  "GET /api/audit": ({ word, userId, ids, orgId }) =>
    search(`text=${word}`, `actor=${userId}`, `objectId=${ids.auditEntry}`, `objectId=${orgId}`, "limit=200"),
  "GET /api/audit/export": ({ word, userId }) =>
    search("format=jsonl", "format=csv", `actor=${userId}`, `text=${word}`),
  "POST /api/audit/verify": asksForNothing,
  "GET /api/keys": asksForNothing,
  "POST /api/keys": asksForNothing,
  "DELETE /api/keys/{id}": ({ ids }) => [id(ids.apiKey)],
  "GET /api/logins": ({ word, userId }) => search("", `search=${word}`, `userId=${userId}`),
  "GET /api/people": ({ word, email, siteId }) =>
    search("", `search=${word}`, `search=${email}`, `site=${siteId}`),
  "GET /api/people/{id}": ({ userId, ids }) => [id(userId), id(ids.membership), id(ids.invitation)],
  "GET /api/people/{id}/permissions": ({ userId, ids }) => [id(userId), id(ids.membership)],
  "POST /api/people/invitations": ({ siteId }) => [
    { body: { email: "new@mail.example", role: "operator", siteIds: [siteId] } },
  ],
  "DELETE /api/people/invitations/{id}": ({ ids }) => [id(ids.invitation)],
  "POST /api/rbac/check": asksForNothing,
  "POST /api/events/receipts": asksForNothing,
  // What a stream carries is asked in lib/server/live/live-stream.test.ts.
  "GET /api/stream": asksForNothing,
  "GET /api/rbac/matrix": asksForNothing,
  "GET /api/rbac/my-permissions": asksForNothing,
  "GET /api/rbac/roles": asksForNothing,
};

type Input = (foreigner: Foreigner) => Readonly<Record<string, unknown>>;
const place = ({ userId }: Foreigner) => ({ userId, version: 1 });

/** What each server action is told; each must answer that there is no such thing, or that the input is wrong. */
export const actionInputs: Readonly<Record<string, Input | typeof asksForNothing>> = {
  beginPasskey: asksForNothing,
  beginPasskeyConfirm: asksForNothing,
  beginTotp: asksForNothing,
  changeName: asksForNothing,
  changePassword: asksForNothing,
  changeRole: (foreigner) => ({ ...place(foreigner), role: "guest", siteIds: [] }),
  changeUsername: asksForNothing,
  confirmByAppCode: asksForNothing,
  confirmByPasskey: asksForNothing,
  confirmByWallet: asksForNothing,
  confirmIdentity: asksForNothing,
  confirmTotp: asksForNothing,
  confirmWays: asksForNothing,
  createKey: asksForNothing,
  disableTotp: asksForNothing,
  endDevice: ({ ids }) => ({ deviceId: ids.session }),
  eraseOwnAccount: ({ email }) => ({ email }),
  erasePerson: ({ userId, email }) => ({ userId, email }),
  invitePerson: ({ siteId }) => ({ email: "new@mail.example", role: "operator", siteIds: [siteId] }),
  leaveCompany: asksForNothing,
  linkWallet: asksForNothing,
  logoutEverywhere: asksForNothing,
  registerPasskey: asksForNothing,
  removePasskey: ({ ids }) => ({ id: ids.passkey }),
  removePerson: place,
  renamePasskey: ({ ids }) => ({ id: ids.passkey, name: "taken" }),
  renewRecoveryCodes: asksForNothing,
  requestEmailChange: asksForNothing,
  requestWalletConfirm: ({ wallet }) => ({ wallet_address: wallet }),
  requestWalletLink: asksForNothing,
  resendInvitation: ({ ids }) => ({ invitationId: ids.invitation }),
  resumePerson: place,
  revokeInvitation: ({ ids }) => ({ invitationId: ids.invitation }),
  revokeKey: ({ ids }) => ({ id: ids.apiKey }),
  setExpiry: (foreigner) => ({ ...place(foreigner), expiry: { kind: "never" } }),
  signOutPerson: ({ userId, ids }) => ({ userId, deviceId: ids.session }),
  suspendPerson: place,
  switchCompany: ({ orgId }) => ({ orgId }),
  unlinkWallet: ({ wallet }) => ({ address: wallet }),
};
