import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseSiweMessage } from "@/lib/domain/sign-in/parse-siwe-message";
import { siweMessage } from "@/lib/domain/sign-in/siwe-message";
import { type FactorWorld, openFactorWorld, visitorFrom } from "@/lib/modules/auth/factors/factor-world";
import { codeOf } from "@/lib/modules/auth/totp/code-of.fixture";
import { beginTotp, confirmTotp } from "@/lib/modules/auth/totp/commands";
import { withTransaction } from "@/lib/server/transaction";
import { linkWallet, requestWalletLink, unlinkWallet } from "./commands";
import { listWallets } from "./queries";
import type { WalletRequest } from "./schema";
import { requestWalletSignIn, signInByWallet } from "./sign-in-by-wallet";
import { linkedWallet, type TestWallet, testWallet, walletProof } from "./test-wallet.fixture";

let world: FactorWorld;
beforeAll(async () => {
  world = await openFactorWorld();
});
afterAll(() => world.close());

const signIn = { kind: "system", name: "sign-in" } as const;
let addresses = 0;
const visitor = () => visitorFrom(`198.51.100.${++addresses}`);
const ask = (account: TestWallet, from = visitor()) =>
  requestWalletSignIn(from, { wallet_address: account.address, chain_id: 1 });

/** The message with some of its fields changed, signed by the wallet itself. */
function changed(account: TestWallet, request: WalletRequest, fields: object) {
  return walletProof(account, request, siweMessage({ ...parseSiweMessage(request.message), ...fields }));
}

describe("linking a wallet", () => {
  it("wants the wallet's signature, and is written down and mailed", async () => {
    const person = await world.person();
    const mails = await world.mails();
    const account = await linkedWallet(person);
    expect(await listWallets(person.viewer)).toMatchObject([{ address: account.address, lastUsedAt: null }]);
    expect(await world.trail(person.userId)).toEqual(["auth.wallet_linked"]);
    expect((await world.mails()) - mails).toBe(1);
  });

  it("is refused without a confirmed person, through the API, and to visitors", async () => {
    const person = await world.person();
    const input = { wallet_address: testWallet().address, chain_id: 1 } as const;
    const tries = [
      [person.unconfirmed, "forbidden"],
      [{ ...person.viewer, via: "api_key" as const }, "forbidden"],
      [visitor(), "unauthenticated"],
    ] as const;
    for (const [viewer, code] of tries) {
      await expect((async () => requestWalletLink(viewer, input))()).rejects.toMatchObject({ code });
      await expect(
        (async () => unlinkWallet(viewer, { address: input.wallet_address }))(),
      ).rejects.toMatchObject({
        code,
      });
    }
  });

  it("does not take a question that was put to somebody else, nor one for signing in", async () => {
    const [person, other] = [await world.person(), await world.person()];
    const account = testWallet();
    const forOther = await requestWalletLink(other.viewer, { wallet_address: account.address, chain_id: 1 });
    const forSignIn = await ask(account);
    for (const request of [forOther, forSignIn]) {
      await expect(linkWallet(person.viewer, await walletProof(account, request))).rejects.toMatchObject({
        code: "invalid",
      });
    }
    expect(await listWallets(person.viewer)).toEqual([]);
  });

  it("gives a wallet to one account only, and nobody can remove another's", async () => {
    const [person, other] = [await world.person(), await world.person()];
    const account = await linkedWallet(person);
    await expect(linkedWallet(other, account)).rejects.toMatchObject({ code: "conflict" });
    await expect(unlinkWallet(other.viewer, { address: account.address })).rejects.toMatchObject({
      code: "not_found",
    });
    await unlinkWallet(person.viewer, { address: account.address.toLowerCase() });
    expect(await listWallets(person.viewer)).toEqual([]);
    const request = await ask(account);
    expect(await signInByWallet(visitor(), await walletProof(account, request))).toMatchObject({
      kind: "refused",
    });
  });
});

describe("signing in with a wallet", () => {
  it("lets in by a linked wallet, also without the message, on each of the three chains", async () => {
    const person = await world.person();
    const account = await linkedWallet(person);
    for (const chainId of [1, 8453, 84532] as const) {
      const request = await requestWalletSignIn(visitor(), {
        wallet_address: account.address.toLowerCase(),
        chain_id: chainId,
      });
      expect(parseSiweMessage(request.message)).toMatchObject({
        domain: "mine.example.com",
        uri: "https://mine.example.com/login",
        address: account.address,
        chainId,
      });
      const { message: _, ...short } = await walletProof(account, request);
      const outcome = await signInByWallet(visitor(), { ...short, next: "/miners" });
      expect(outcome).toMatchObject({ kind: "signed_in", userId: person.userId, next: "/miners" });
    }
    expect(await world.logins(person.userId)).toEqual(["succeeded", "succeeded", "succeeded"]);
  });

  it("asks for the second factor where the person has one", async () => {
    const person = await world.person();
    const account = await linkedWallet(person);
    const { secret } = await beginTotp(person.viewer);
    await confirmTotp(person.viewer, { code: codeOf(secret) });
    const outcome = await signInByWallet(visitor(), await walletProof(account, await ask(account)));
    expect(outcome).toMatchObject({ kind: "second_factor", challenge: expect.any(String) });
    expect(await world.logins(person.userId)).toEqual(["second_factor_wanted"]);
  });

  it("refuses a replay", async () => {
    const account = await linkedWallet(await world.person());
    const signed = await walletProof(account, await ask(account));
    expect((await signInByWallet(visitor(), signed)).kind).toBe("signed_in");
    expect((await signInByWallet(visitor(), signed)).kind).toBe("refused");
  });

  it("gives one session for 50 uses of one nonce at once", async () => {
    const account = await linkedWallet(await world.person());
    const signed = await walletProof(account, await ask(account));
    const outcomes = await Promise.all(
      Array.from({ length: 50 }, (_, at) =>
        signInByWallet(visitorFrom(`203.0.113.${at}`), signed).catch((error) => error),
      ),
    );
    expect(outcomes.filter(({ kind }) => kind === "signed_in")).toHaveLength(1);
  });

  it.each([
    ["another domain", { domain: "evil.example" }],
    ["another page", { uri: "https://evil.example/login" }],
    ["another scheme", { scheme: "http" }],
    ["a chain that is not ours", { chainId: 137 }],
    ["another statement", { statement: "I agree to everything." }],
    ["no statement", { statement: null }],
    ["another nonce", { nonce: "0123456789abcdef" }],
    ["rights over resources", { resources: ["https://mine.example.com/everything"] }],
    ["an issue more than five minutes ago", { issuedAt: new Date(Date.now() - 301_000).toISOString() }],
    ["an issue in the future", { issuedAt: new Date(Date.now() + 120_000).toISOString() }],
    ["an expiry in the past", { expirationTime: new Date(Date.now() - 1000).toISOString() }],
    ["a beginning in the future", { notBefore: new Date(Date.now() + 60_000).toISOString() }],
    ["another account", { address: "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2" }],
  ])("refuses a message with %s, though the wallet signed it, and the nonce is gone", async (_, fields) => {
    const account = await linkedWallet(await world.person());
    const request = await ask(account);
    const forged = await changed(account, request, fields);
    expect((await signInByWallet(visitor(), forged)).kind).toBe("refused");
    expect((await signInByWallet(visitor(), await walletProof(account, request))).kind).toBe("refused");
  });

  it("refuses an address without its checksum in the message", async () => {
    const account = await linkedWallet(await world.person());
    const lower = await changed(account, await ask(account), { address: account.address.toLowerCase() });
    expect(await signInByWallet(visitor(), lower)).toMatchObject({
      kind: "refused",
      message: expect.stringContaining("EIP-55"),
    });
  });

  it("refuses the signature of another wallet, and one that is none", async () => {
    const person = await world.person();
    const account = await linkedWallet(person);
    const thief = testWallet();
    for (const sign of [
      (message: string) => thief.signMessage({ message }),
      () => Promise.resolve(`0x${"0".repeat(130)}`),
      () => Promise.resolve(`0x${"f".repeat(130)}`),
    ]) {
      const request = await ask(account);
      const signed = { ...(await walletProof(account, request)), signature: await sign(request.message) };
      expect((await signInByWallet(visitor(), signed)).kind).toBe("refused");
    }
    expect(await world.logins(person.userId)).toEqual([
      "wrong_signature",
      "wrong_signature",
      "wrong_signature",
    ]);
  });

  it("refuses a nonce that was given out for another wallet", async () => {
    const account = await linkedWallet(await world.person());
    const other = testWallet();
    const request = await ask(other);
    const forged = await changed(account, request, { address: account.address });
    expect((await signInByWallet(visitor(), forged)).kind).toBe("refused");
  });

  it("refuses a message after five minutes", async () => {
    const account = await linkedWallet(await world.person());
    const request = await ask(account);
    await withTransaction(signIn, (tx) =>
      tx.execute(sql`update sign_in_challenges set expires_at = app_now() - interval '1 second'`),
    );
    expect((await signInByWallet(visitor(), await walletProof(account, request))).kind).toBe("refused");
  });

  it("refuses a message for linking", async () => {
    const person = await world.person();
    const account = await linkedWallet(person);
    const request = await requestWalletLink(person.viewer, { wallet_address: account.address, chain_id: 1 });
    expect((await signInByWallet(visitor(), await walletProof(account, request))).kind).toBe("refused");
  });

  it("refuses a wallet that is linked to nobody, and one of somebody suspended", async () => {
    const stranger = testWallet();
    const unlinked = await signInByWallet(visitor(), await walletProof(stranger, await ask(stranger)));
    expect(unlinked).toMatchObject({
      kind: "refused",
      message: expect.stringContaining("linked to no account"),
    });
    const person = await world.person();
    const account = await linkedWallet(person);
    await withTransaction(signIn, (tx) =>
      tx.execute(sql`update users set is_active = false where id = ${person.userId}`),
    );
    const suspended = await signInByWallet(visitor(), await walletProof(account, await ask(account)));
    expect(suspended).toEqual(unlinked);
    expect(await world.logins(person.userId)).toEqual(["suspended"]);
  });

  it("gives out five messages and takes three tries in 15 minutes for an address and wallet", async () => {
    const account = testWallet();
    const from = visitorFrom("192.0.2.200");
    const requests: WalletRequest[] = [];
    for (let time = 0; time < 5; time += 1) requests.push(await ask(account, from));
    await expect(ask(account, from)).rejects.toMatchObject({
      code: "limited",
      retryAfterSeconds: expect.any(Number),
    });
    expect((await ask(testWallet(), from)).nonce).toMatch(/^[0-9a-f]{32}$/);
    for (const request of requests.slice(0, 3))
      await signInByWallet(from, await walletProof(account, request));
    const [fourth] = requests.slice(3);
    if (fourth === undefined) throw new Error("no fourth message");
    await expect(signInByWallet(from, await walletProof(account, fourth))).rejects.toMatchObject({
      code: "limited",
    });
  });

  it("replaces the session that this browser had", async () => {
    const person = await world.person();
    const account = await linkedWallet(person);
    await signInByWallet(person.viewer, await walletProof(account, await ask(account)));
    const [old] = await withTransaction(signIn, (tx) =>
      tx.execute(sql`select ended_reason from user_sessions where id = ${person.sessionId}`),
    );
    expect(old).toMatchObject({ ended_reason: "replaced" });
  });
});
