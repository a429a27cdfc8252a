import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import type { WorldPerson } from "@/lib/modules/auth/factors/factor-world";
import { linkWallet, requestWalletLink } from "./commands";
import type { WalletRequest } from "./schema";

export type TestWallet = ReturnType<typeof privateKeyToAccount>;

/** A wallet that nobody has yet. */
export function testWallet(): TestWallet {
  return privateKeyToAccount(generatePrivateKey());
}

/** The proof as the wallet gives it, over the message it was asked to sign or another. */
export async function walletProof(account: TestWallet, request: WalletRequest, message = request.message) {
  const signature = await account.signMessage({ message });
  return { wallet_address: account.address, message, nonce: request.nonce, signature };
}

/** A wallet that is linked to somebody. */
export async function linkedWallet(person: WorldPerson, account = testWallet()): Promise<TestWallet> {
  const request = await requestWalletLink(person.viewer, { wallet_address: account.address, chain_id: 8453 });
  await linkWallet(person.viewer, await walletProof(account, request));
  return account;
}
