import { walletLoginContract } from "@/lib/modules/auth/wallets/contracts";
import { answerWalletLogin } from "@/lib/modules/auth/wallets/wallet-login-answer";
import { defineRoute, RouteAnswer } from "@/lib/server/route";

export const POST = defineRoute(walletLoginContract, async ({ viewer, body, reply }) => {
  const answer = await answerWalletLogin(viewer, body, reply);
  return answer.success ? answer : new RouteAnswer(202, answer);
});
