import { sql } from "drizzle-orm";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FactorWorld, openFactorWorld } from "@/lib/modules/auth/factors/factor-world";
import { codeOf } from "@/lib/modules/auth/totp/code-of.fixture";
import { beginTotp, confirmTotp } from "@/lib/modules/auth/totp/commands";
import { linkWallet, requestWalletLink } from "@/lib/modules/auth/wallets/commands";
import { withTransaction } from "@/lib/server/transaction";
import { POST as askNonce } from "../nonce/route";
import { POST as login } from "./route";

let world: FactorWorld;
beforeAll(async () => {
  world = await openFactorWorld();
});
afterAll(() => world.close());

let peers = 0;

/** A request of a program from an address of its own, unless `headers` say otherwise. */
function post(path: string, body: unknown, headers: Record<string, string> = {}): Request {
  return new Request(`https://mine.example.com${path}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-hi-peer-address": `198.51.100.${++peers}`,
      ...headers,
    },
    body: JSON.stringify(body),
  });
}

async function linkedWallet() {
  const person = await world.person();
  const account = privateKeyToAccount(generatePrivateKey());
  const request = await requestWalletLink(person.viewer, { wallet_address: account.address, chain_id: 1 });
  const signature = await account.signMessage({ message: request.message });
  await linkWallet(person.viewer, { wallet_address: account.address, nonce: request.nonce, signature });
  return { person, account };
}

async function signedBody(account: ReturnType<typeof privateKeyToAccount>) {
  const answer = await askNonce(post("/api/wallet/nonce", { wallet_address: account.address }));
  const { message, nonce, wallet_address } = await answer.json();
  return { wallet_address, nonce, signature: await account.signMessage({ message }) };
}

describe("/api/wallet", () => {
  it("signs in and sets the session's cookie, HttpOnly and Secure", async () => {
    const { person, account } = await linkedWallet();
    const answer = await login(post("/api/wallet/login", await signedBody(account)));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("set-cookie")).toMatch(/^__Host-hi-session=.+HttpOnly; SameSite=Lax.*Secure$/);
    expect(await answer.json()).toEqual({
      success: true,
      redirect_url: "/admin/user_access",
      user: {
        id: person.userId,
        name: "Ana",
        email: `${person.userId}@example.com`,
        wallet_address: account.address,
        role: "admin",
      },
    });
  });

  it("answers 401 without a cookie to a replay, a wrong signature, and a wallet that is not linked", async () => {
    const { account } = await linkedWallet();
    const used = await signedBody(account);
    await login(post("/api/wallet/login", used));
    const forged = { ...(await signedBody(account)), signature: `0x${"1".repeat(130)}` };
    const stranger = await signedBody(privateKeyToAccount(generatePrivateKey()));
    for (const body of [used, forged, stranger]) {
      const answer = await login(post("/api/wallet/login", body));
      expect(answer.status).toBe(401);
      expect(answer.headers.get("set-cookie")).toBeNull();
      expect(await answer.json()).toMatchObject({ error: { code: "unauthenticated" } });
    }
  });

  it("answers 202 and no cookie while the second factor is missing", async () => {
    const { person, account } = await linkedWallet();
    const { secret } = await beginTotp(person.viewer);
    await confirmTotp(person.viewer, { code: codeOf(secret) });
    const answer = await login(post("/api/wallet/login", await signedBody(account)));
    expect(answer.status).toBe(202);
    expect(answer.headers.get("set-cookie")).toBeNull();
    expect(await answer.json()).toEqual({ success: false, second_factor_challenge: expect.any(String) });
  });

  it("answers 429 with Retry-After to the sixth request for a message in 15 minutes", async () => {
    const body = { wallet_address: privateKeyToAccount(generatePrivateKey()).address };
    const peer = { "x-hi-peer-address": "192.0.2.77" };
    const statuses: number[] = [];
    for (let time = 0; time < 5; time += 1) {
      statuses.push((await askNonce(post("/api/wallet/nonce", body, peer))).status);
    }
    const sixth = await askNonce(
      post("/api/wallet/nonce", body, { ...peer, "x-forwarded-for": "203.0.113.5" }),
    );
    expect([...statuses, sixth.status]).toEqual([200, 200, 200, 200, 200, 429]);
    expect(Number(sixth.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  it("names the public address in the message, whatever the request says of its host", async () => {
    const body = { wallet_address: privateKeyToAccount(generatePrivateKey()).address };
    const poisoned = post("/api/wallet/nonce", body, {
      "x-forwarded-host": "evil.example",
      host: "evil.example",
    });
    const { message } = await (await askNonce(poisoned)).json();
    expect(message).toMatch(/^mine\.example\.com wants you to sign in/);
    expect(message).not.toContain("evil.example");
  });

  it("refuses pages of other origins and malformed bodies", async () => {
    const { account } = await linkedWallet();
    const body = await signedBody(account);
    const foreign = await login(
      post("/api/wallet/login", body, { origin: "https://evil.example", "sec-fetch-site": "cross-site" }),
    );
    expect(foreign.status).toBe(403);
    for (const wrong of [
      { ...body, wallet_address: "0x12" },
      { ...body, signature: "0x" },
      { ...body, nonce: "' or 1=1 --" },
      { ...body, more: 1 },
    ]) {
      expect((await login(post("/api/wallet/login", wrong))).status).toBe(400);
    }
    const [row] = await withTransaction({ kind: "system", name: "test" }, (tx) =>
      tx.execute(sql`select count(*)::int as many from user_sessions where method = 'wallet' and user_id =
        (select user_id from wallets where address = ${account.address})`),
    );
    expect(row).toEqual({ many: 0 });
  });
});
