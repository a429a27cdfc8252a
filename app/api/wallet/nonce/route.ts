import { walletNonceContract } from "@/lib/modules/auth/wallets/contracts";
import { requestWalletSignIn } from "@/lib/modules/auth/wallets/sign-in-by-wallet";
import { defineRoute } from "@/lib/server/route";

export const POST = defineRoute(walletNonceContract, ({ viewer, body }) => requestWalletSignIn(viewer, body));
