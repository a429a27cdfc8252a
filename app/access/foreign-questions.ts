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
  // One's own and nobody else's: there is nothing in the address to ask another's by.
  "GET /api/portfolio": asksForNothing,
  "GET /api/portfolio/history": asksForNothing,
  "POST /api/portfolio/machines": asksForNothing,
  "PATCH /api/portfolio/machines/{id}": ({ ids }) => [
    { ...id(ids.userMiner), body: { version: 1, quantity: 2 } },
  ],
  "DELETE /api/portfolio/machines/{id}": ({ ids }) => [id(ids.userMiner)],
  // One's own and nobody else's: there is nothing in the address to ask another's by.
  "POST /api/rbac/check": asksForNothing,
  // lib/modules/events/events.test.ts asks for runs and dead letters of another company by id.
  "GET /api/events/overview": asksForNothing,
  "GET /api/events/functions": asksForNothing,
  "GET /api/events/runs": asksForNothing,
  "GET /api/events/runs/{id}": asksForNothing,
  "GET /api/events/dead-letters": asksForNothing,
  "POST /api/events/dead-letters/replay": asksForNothing,
  "POST /api/events/receipts": asksForNothing,
  // What a stream carries is asked in app/api/stream/stream.test.ts.
  "GET /api/stream": asksForNothing,
  "GET /api/rbac/matrix": asksForNothing,
  "GET /api/rbac/my-permissions": asksForNothing,
  "GET /api/rbac/roles": asksForNothing,
};

type Input = (foreigner: Foreigner) => Readonly<Record<string, unknown>>;
const place = ({ userId }: Foreigner) => ({ userId, version: 1 });

/** What each server action is told; each must answer that there is no such thing, or that the input is wrong. */
export const actionInputs: Readonly<Record<string, Input | typeof asksForNothing>> = {
  addMachines: asksForNothing,
  beginPasskey: asksForNothing,
  beginPasskeyConfirm: asksForNothing,
  beginTotp: asksForNothing,
  changeMachine: ({ ids }) => ({ id: ids.userMiner, version: 1, quantity: 2 }),
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
  removeMachines: ({ ids }) => ({ ids: [ids.userMiner] }),
  removePasskey: ({ ids }) => ({ id: ids.passkey }),
  removePerson: place,
  renamePasskey: ({ ids }) => ({ id: ids.passkey, name: "taken" }),
  renewRecoveryCodes: asksForNothing,
  requestEmailChange: asksForNothing,
  requestWalletConfirm: ({ wallet }) => ({ wallet_address: wallet }),
  requestWalletLink: asksForNothing,
  resendInvitation: ({ ids }) => ({ invitationId: ids.invitation }),
  replayDeadLetters: ({ ids }) => ({ letters: [{ eventId: ids.auditEntry, consumer: "mail.send" }] }),
  discardDeadLetters: ({ ids }) => ({
    letters: [{ eventId: ids.auditEntry, consumer: "mail.send" }],
    reason: "not ours",
  }),
  pauseFunction: () => ({ functionId: "hashinsight-mail-send", reason: "not ours" }),
  resumeFunction: () => ({ functionId: "hashinsight-mail-send" }),
  resumePerson: place,
  revokeInvitation: ({ ids }) => ({ invitationId: ids.invitation }),
  revokeKey: ({ ids }) => ({ id: ids.apiKey }),
  setExpiry: (foreigner) => ({ ...place(foreigner), expiry: { kind: "never" } }),
  signOutPerson: ({ userId, ids }) => ({ userId, deviceId: ids.session }),
  suspendPerson: place,
  switchCompany: ({ orgId }) => ({ orgId }),
  unlinkWallet: ({ wallet }) => ({ address: wallet }),
};
