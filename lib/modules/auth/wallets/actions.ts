"use server";

import { linkWallet, requestWalletLink, unlinkWallet } from "@/lib/modules/auth/wallets/commands";
import { unlinkWalletInput, walletNonceInput, walletProofInput } from "@/lib/modules/auth/wallets/schema";
import { defineAction } from "@/lib/server/action";

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
