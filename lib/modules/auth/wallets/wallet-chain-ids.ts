/** Chains that a message may name: Ethereum, Base, and Base's test network. Nothing is sent on any of them. */
export const walletChainIds = [1, 8453, 84_532] as const;
