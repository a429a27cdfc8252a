/** What a message says by which somebody signs in with an Ethereum account (ERC-4361). `null` is a part left out. */
export interface SiweFields {
  /** Scheme of the page that asks, "https"; usually left out. */
  readonly scheme: string | null;
  /** Host, and port if any, of the page that asks. */
  readonly domain: string;
  /** Account that signs, 0x and 40 hex digits. */
  readonly address: string;
  readonly statement: string | null;
  readonly uri: string;
  readonly version: "1";
  readonly chainId: number;
  /** Single-use word of the server, at least 8 letters and digits. */
  readonly nonce: string;
  /** Moments are kept as they are written (RFC 3339), because the signature is over the text. */
  readonly issuedAt: string;
  readonly expirationTime: string | null;
  readonly notBefore: string | null;
  readonly requestId: string | null;
  readonly resources: readonly string[] | null;
}
