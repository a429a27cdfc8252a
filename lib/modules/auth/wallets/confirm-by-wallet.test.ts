import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseSiweMessage } from "@/lib/domain/sign-in/parse-siwe-message";
import {
  type FactorWorld,
  openFactorWorld,
  visitorFrom,
  type WorldPerson,
} from "@/lib/modules/auth/factors/factor-world";
import { withTransaction } from "@/lib/server/transaction";
import { linkWallet, requestWalletLink, unlinkWallet } from "./commands";
import { confirmByWallet, requestWalletConfirm } from "./confirm-by-wallet";
import { listWallets } from "./queries";
import { requestWalletSignIn, signInByWallet } from "./sign-in-by-wallet";
import { linkedWallet, type TestWallet, testWallet, walletProof } from "./test-wallet.fixture";

let world: FactorWorld;
beforeAll(async () => {
  world = await openFactorWorld();
});
afterAll(() => world.close());

const signIn = { kind: "system", name: "sign-in" } as const;
const visitor = () => visitorFrom("198.51.100.1");

describe("confirming by a wallet that it is oneself", () => {
  const confirmWith = (person: WorldPerson, account: TestWallet) =>
    requestWalletConfirm(person.unconfirmed, { wallet_address: account.address, chain_id: 1 });

  it("opens dangerous acts under a new session id, and is written down", async () => {
    const person = await world.person();
    const account = await linkedWallet(person);
    await withTransaction(signIn, (tx) =>
      tx.execute(sql`
        update user_sessions set confirmed_at = app_now() - interval '1 hour' where id = ${person.sessionId}`),
    );
    const request = await confirmWith(person, account);
    expect(parseSiweMessage(request.message)).toMatchObject({
      domain: "mine.example.com",
      statement: expect.stringContaining("Confirm to HashInsight that it is me"),
    });
    const claims = await confirmByWallet(person.unconfirmed, await walletProof(account, request));
    const rows = await withTransaction(signIn, (tx) =>
      tx.execute(sql`
        select id, ended_reason, confirmed_at > app_now() - interval '1 minute' as is_fresh
        from user_sessions where user_id = ${person.userId} order by ended_at nulls last`),
    );
    expect(claims.userId).toBe(person.userId);
    expect(rows).toMatchObject([
      { id: person.sessionId, ended_reason: "replaced", is_fresh: false },
      { id: claims.sessionId, ended_reason: null, is_fresh: true },
    ]);
    expect(await world.trail(person.userId)).toEqual(["auth.wallet_linked", "auth.identity_confirmed"]);
    expect(await listWallets(person.viewer)).toMatchObject([{ lastUsedAt: expect.any(String) }]);
  });

  it("asks no wallet to sign that is not the person's own", async () => {
    const person = await world.person();
    const account = await linkedWallet(await world.person());
    for (const address of [account.address, testWallet().address]) {
      await expect(
        requestWalletConfirm(person.viewer, { wallet_address: address, chain_id: 1 }),
      ).rejects.toMatchObject({ code: "conflict" });
    }
  });

  it("does not take a wallet whose link ended since it was asked", async () => {
    const person = await world.person();
    const account = await linkedWallet(person);
    const signed = await walletProof(account, await confirmWith(person, account));
    await unlinkWallet(person.viewer, { address: account.address });
    await expect(confirmByWallet(person.unconfirmed, signed)).rejects.toMatchObject({ code: "conflict" });
  });

  it("takes each message once, and of many answers at once one", async () => {
    const person = await world.person();
    const account = await linkedWallet(person);
    const signed = await walletProof(account, await confirmWith(person, account));
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => confirmByWallet(person.unconfirmed, signed)),
    );
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("takes the answer in the session only that was asked", async () => {
    const person = await world.person();
    const account = await linkedWallet(person);
    const elsewhere = { ...person.unconfirmed, credentialId: crypto.randomUUID() };
    const signed = await walletProof(account, await confirmWith(person, account));
    await expect(confirmByWallet(elsewhere, signed)).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringContaining("another browser"),
    });
    // The nonce is gone, so that whoever took the message elsewhere cannot try on.
    await expect(confirmByWallet(person.unconfirmed, signed)).rejects.toMatchObject({ code: "invalid" });
  });

  it("refuses a message for signing in or linking, another person's, and the signature of another wallet", async () => {
    const [person, other] = [await world.person(), await world.person()];
    const [account, othersAccount] = [await linkedWallet(person), await linkedWallet(other)];
    const request = await confirmWith(person, account);
    const forged = { ...(await walletProof(testWallet(), request)), wallet_address: account.address };
    const answers = [
      await walletProof(
        account,
        await requestWalletSignIn(visitor(), { wallet_address: account.address, chain_id: 1 }),
      ),
      await walletProof(
        account,
        await requestWalletLink(person.viewer, { wallet_address: account.address, chain_id: 1 }),
      ),
      await walletProof(othersAccount, await confirmWith(other, othersAccount)),
      forged,
    ];
    for (const answer of answers) {
      await expect(confirmByWallet(person.unconfirmed, answer)).rejects.toMatchObject({ code: "invalid" });
    }
  });

  it("gives no message that signs in or links", async () => {
    const person = await world.person();
    const account = await linkedWallet(person);
    const signed = await walletProof(account, await confirmWith(person, account));
    expect((await signInByWallet(visitor(), signed)).kind).toBe("refused");
    const again = await walletProof(account, await confirmWith(person, account));
    await expect(linkWallet(person.viewer, again)).rejects.toMatchObject({ code: "invalid" });
  });

  it("is not for keys of the API and visitors", async () => {
    const person = await world.person();
    const account = await linkedWallet(person);
    const input = { wallet_address: account.address, chain_id: 1 } as const;
    const tries = [
      [{ ...person.viewer, via: "api_key" as const }, "forbidden"],
      [visitor(), "unauthenticated"],
    ] as const;
    for (const [viewer, code] of tries) {
      await expect((async () => requestWalletConfirm(viewer, input))()).rejects.toMatchObject({ code });
      const signed = await walletProof(account, await confirmWith(person, account));
      await expect(confirmByWallet(viewer, signed)).rejects.toMatchObject({ code });
    }
  });
});
