import { z } from "zod";
import { walletChainIds } from "@/lib/modules/auth/wallets/wallet-chain-ids";

/** How many a person may have. */
export const walletsMax = 10;

/** An Ethereum account that its owner may sign in with. Moments are ISO 8601 UTC. */
export interface Wallet {
  /** With the checksum of EIP-55. */
  readonly address: string;
  readonly linkedAt: string;
  readonly lastUsedAt: string | null;
}

const address = z
  .string()
  .trim()
  .regex(/^0x[0-9a-fA-F]{40}$/, "Must be 0x and 40 hex digits");
const chainId = z
  .union(walletChainIds.map((id) => z.literal(id)))
  .default(1)
  .describe("Chain that the wallet is on");
const message = z
  .string()
  .max(8192)
  .describe("The message as it was signed; without it the one that was given out");
const signature = z
  .string()
  .regex(/^0x[0-9a-fA-F]{130}$/, "Must be a signature of 65 bytes: 0x and 130 hex digits");
const nonce = z.string().regex(/^[A-Za-z0-9]{8,100}$/, "Must be the nonce that was given out");
const next = z
  .string()
  .max(2000)
  .optional()
  .describe("Where to go afterwards; only paths of this application count");

export const walletNonceInput = z.strictObject({ wallet_address: address, chain_id: chainId });
export type WalletNonceInput = z.infer<typeof walletNonceInput>;

/** What a wallet is asked to sign. */
export const walletRequest = z.strictObject({
  nonce: z.string(),
  message: z.string(),
  /** With the checksum of EIP-55. */
  wallet_address: z.string(),
});
export type WalletRequest = z.infer<typeof walletRequest>;

export const walletProofInput = z.strictObject({
  wallet_address: address,
  message: message.optional(),
  signature,
  nonce,
});
export type WalletProof = z.infer<typeof walletProofInput>;

export const walletLoginInput = walletProofInput.extend({ next });
export type WalletLoginInput = z.infer<typeof walletLoginInput>;

export const walletLoginResult = z.union([
  z.strictObject({
    success: z.literal(true),
    redirect_url: z.string(),
    user: z.strictObject({
      id: z.uuid(),
      name: z.string(),
      email: z.string().nullable(),
      wallet_address: z.string(),
      role: z.string(),
    }),
  }),
  z.strictObject({
    success: z.literal(false),
    /** To be answered with a code of the authenticator app. */
    second_factor_challenge: z.string(),
  }),
]);
export type WalletLoginResult = z.infer<typeof walletLoginResult>;

export const unlinkWalletInput = z.strictObject({ address });
