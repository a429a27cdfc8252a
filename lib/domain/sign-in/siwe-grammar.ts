import { dateTimeMs } from "./date-time";
import type { SiweFields } from "./siwe-fields";
import { isAuthority, isPchars, isScheme, isUri } from "./uri-syntax";

/** One field's rule in words, and whether a text keeps it. */
export interface SiweRule {
  readonly rule: string;
  readonly holds: (text: string) => boolean;
}

const dateTime: SiweRule = { rule: "a moment by RFC 3339", holds: (text) => dateTimeMs(text) !== null };
const uri: SiweRule = { rule: "a URI by RFC 3986", holds: isUri };

/**
 * What each field may hold, by the grammar of ERC-4361. In three places narrower than the letter of it: a domain has a
 * host, "0x" is lower case, and a chain's number has no leading zeros and is exact in a double. So each message has one
 * reading and each reading one message.
 *
 * @see https://eips.ethereum.org/EIPS/eip-4361
 */
export const siweRules = {
  scheme: { rule: "a URI's scheme", holds: isScheme },
  domain: { rule: "a host, with a port if need be", holds: isAuthority },
  address: { rule: "0x and 40 hex digits", holds: (text) => /^0x[0-9A-Fa-f]{40}$/.test(text) },
  statement: {
    rule: "one line of the characters URIs are made of, and spaces",
    holds: (text) => /^[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;= ]*$/.test(text),
  },
  uri,
  version: { rule: "1", holds: (text) => text === "1" },
  chainId: {
    rule: "a whole number without leading zeros",
    holds: (text) => /^(?:0|[1-9][0-9]*)$/.test(text) && Number.isSafeInteger(Number(text)),
  },
  nonce: { rule: "at least 8 letters and digits", holds: (text) => /^[A-Za-z0-9]{8,}$/.test(text) },
  issuedAt: dateTime,
  expirationTime: dateTime,
  notBefore: dateTime,
  requestId: { rule: "what may stand between two slashes of a URI", holds: isPchars },
  resources: uri,
} as const satisfies Readonly<Record<keyof SiweFields, SiweRule>>;

/** The words around the fields, in the order in which they stand. */
export const siweWords = {
  afterDomain: " wants you to sign in with your Ethereum account:",
  required: [
    ["uri", "URI: "],
    ["version", "Version: "],
    ["chainId", "Chain ID: "],
    ["nonce", "Nonce: "],
    ["issuedAt", "Issued At: "],
  ],
  optional: [
    ["expirationTime", "Expiration Time: "],
    ["notBefore", "Not Before: "],
    ["requestId", "Request ID: "],
  ],
  resources: "Resources:",
  resource: "- ",
} as const;
