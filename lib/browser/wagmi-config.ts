import { createConfig, http, injected } from "wagmi";
import { base, baseSepolia, mainnet } from "wagmi/chains";

/**
 * The wallets of this browser: those that announce themselves (EIP-6963), and the one that only sits at
 * `window.ethereum`. Nothing is remembered, since a wallet is asked for one signature and then left alone.
 * It is large: import it on a click only.
 */
export const wagmiConfig = createConfig({
  chains: [mainnet, base, baseSepolia],
  connectors: [injected()],
  transports: { [mainnet.id]: http(), [base.id]: http(), [baseSepolia.id]: http() },
  multiInjectedProviderDiscovery: true,
  storage: null,
});
