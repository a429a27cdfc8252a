import type { Connector } from "wagmi";
import { connect, disconnect, signMessage } from "wagmi/actions";
import { wagmiConfig } from "@/lib/browser/wagmi-config";

/** A wallet found in this browser. */
export interface FoundWallet {
  readonly id: string;
  readonly name: string;
  /** Picture as a data address; null for the wallet that has none. */
  readonly icon: string | null;
}

/** The account that a wallet offers. */
export interface WalletAccount {
  readonly address: `0x${string}`;
  readonly chainId: number;
}

/** Why a wallet did not do what it was asked for, in words for the person. */
export class WalletProblem extends Error {
  override readonly name = "WalletProblem";
}

/** All wallets of this browser; none when it has none. */
export async function findWallets(): Promise<readonly FoundWallet[]> {
  const named = wagmiConfig.connectors.filter(({ id }) => id !== "injected");
  // Whoever announces itself mostly sits at `window.ethereum`, too, and would be offered twice.
  const offered = named.length > 0 ? named : wagmiConfig.connectors;
  const isThere = await Promise.all(
    offered.map(async (connector) => (await connector.getProvider()) != null),
  );
  return offered
    .filter((_, place) => isThere[place])
    .map(({ id, name, icon }) => ({
      id,
      name: id === "injected" ? "Wallet of this browser" : name,
      icon: icon ?? null,
    }));
}

/**
 * Asks a wallet for an account and then for its signature of a message.
 *
 * @param messageFor the message for that account; what it throws is thrown on.
 * @throws {WalletProblem}
 */
export async function signByWallet<Request extends { readonly message: string }>(
  walletId: string,
  messageFor: (account: WalletAccount) => Promise<Request>,
): Promise<{ readonly account: WalletAccount; readonly request: Request; readonly signature: string }> {
  const connector = wagmiConfig.connectors.find(({ id }) => id === walletId);
  if (connector === undefined) throw new WalletProblem("This wallet is not there any more. Reload the page.");
  const account = await accountOf(connector);
  try {
    const request = await messageFor(account);
    const signature = await asked(() =>
      signMessage(wagmiConfig, { account: account.address, connector, message: request.message }),
    );
    return { account, request, signature };
  } finally {
    // The next try may be with another account; some wallets know no parting.
    await disconnect(wagmiConfig, { connector }).catch(() => {});
  }
}

async function accountOf(connector: Connector): Promise<WalletAccount> {
  const { accounts, chainId } = await asked(() => connect(wagmiConfig, { connector }));
  const [address] = accounts;
  if (address === undefined)
    throw new WalletProblem("The wallet offers no account. Unlock it and try again.");
  return { address, chainId };
}

async function asked<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    throw new WalletProblem(wordsFor(error), { cause: error });
  }
}

function wordsFor(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { name } = cause;
    const code = "code" in cause ? cause.code : null;
    // EIP-1193: 4001 the person said no, -32002 an earlier question still waits.
    if (code === 4001 || name === "UserRejectedRequestError")
      return "You refused in the wallet. Nothing happened.";
    if (code === -32002) return "The wallet has a question open already. Answer it there, then try again.";
    if (name === "ConnectorAccountNotFoundError" || code === 4100) {
      return "The wallet is on another account now. Choose the account there, then try again.";
    }
    if (name === "ProviderNotFoundError") return "This wallet is not there any more. Reload the page.";
  }
  return "The wallet did not answer as expected. Unlock it and try again.";
}
