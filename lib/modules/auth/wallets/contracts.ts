import {
  walletLoginInput,
  walletLoginResult,
  walletNonceInput,
  walletRequest,
} from "@/lib/modules/auth/wallets/schema";
import { defineContract } from "@/lib/server/contract";

/** The finer limits, by address and wallet, are kept with the question itself. */
const perMinute = 60;

export const walletNonceContract = defineContract({
  method: "POST",
  path: "/api/wallet/nonce",
  tag: "Sign-in",
  summary: "A message for a wallet to sign",
  description:
    "Sign-In with Ethereum (ERC-4361). The message is good for five minutes and one sign-in. At most five in 15 minutes for an address and wallet.",
  permission: "public",
  rateLimit: { name: "wallet-nonce", requestsPerMinute: () => perMinute },
  body: walletNonceInput,
  result: walletRequest,
  exampleBody: { wallet_address: "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2" },
});

export const walletLoginContract = defineContract({
  method: "POST",
  path: "/api/wallet/login",
  tag: "Sign-in",
  summary: "Sign in with a wallet that is linked to an account",
  description:
    "Takes the signature of the message that `/api/wallet/nonce` gave out and sets the cookie of the session. At most three tries in 15 minutes for an address and wallet.",
  permission: "public",
  rateLimit: { name: "wallet-login", requestsPerMinute: () => perMinute },
  body: walletLoginInput,
  result: walletLoginResult,
  alsoAnswers: { 202: "The wallet is right and the person has a second factor, which is still to be shown" },
  exampleBody: {
    wallet_address: "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2",
    nonce: "32891757a1b2c3d4",
    signature: `0x${"0".repeat(130)}`,
  },
});
