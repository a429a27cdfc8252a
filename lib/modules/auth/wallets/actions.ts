"use server";

import { linkWallet, requestWalletLink, unlinkWallet } from "@/lib/modules/auth/wallets/commands";
import { confirmByWallet, requestWalletConfirm } from "@/lib/modules/auth/wallets/confirm-by-wallet";
import { unlinkWalletInput, walletNonceInput, walletProofInput } from "@/lib/modules/auth/wallets/schema";
import { defineAction } from "@/lib/server/action";
import { sessionCookie } from "@/lib/server/identity/session-cookie";

export const requestWalletLinkAction = defineAction({
  name: "requestWalletLink",
  permission: "auth:manage_own_account",
  input: walletNonceInput,
  run: requestWalletLink,
});

export const linkWalletAction = defineAction({
  name: "linkWallet",
  permission: "auth:manage_own_account",
  input: walletProofInput,
  run: linkWallet,
});

export const unlinkWalletAction = defineAction({
  name: "unlinkWallet",
  permission: "auth:manage_own_account",
  input: unlinkWalletInput,
  run: unlinkWallet,
});

export const requestWalletConfirmAction = defineAction({
  name: "requestWalletConfirm",
  permission: "auth:manage_own_account",
  input: walletNonceInput,
  run: requestWalletConfirm,
});

/** Proves anew who somebody is, like a password; the session goes on under a new id. */
export const confirmByWalletAction = defineAction({
  name: "confirmByWallet",
  permission: "auth:manage_own_account",
  input: walletProofInput,
  run: async (viewer, input, reply) => {
    reply.setCookie(await sessionCookie(await confirmByWallet(viewer, input)));
    return { kind: "confirmed" } as const;
  },
});
