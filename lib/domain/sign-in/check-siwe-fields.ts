import { dateTimeMs } from "./date-time";
import type { SiweFields } from "./siwe-fields";

/** What the server asked to be signed, and when it looks at the answer. */
export interface SiweExpectation {
  /** Host and port of the product's public address; never what the request said. */
  readonly domain: string;
  /** Exactly the URI that was put into the message; its scheme is the one the message may name. */
  readonly uri: string;
  readonly chainIds: readonly number[];
  /** The nonce that the server has just used up. */
  readonly nonce: string;
  readonly statement: string | null;
  readonly now: Date;
  /** Longest time since the message was issued. */
  readonly ageSecondsMax: number;
}

/** One rule that a message breaks. */
export interface SiweProblem {
  readonly field: keyof SiweFields;
  readonly message: string;
}

/** Clocks of two machines may differ by this much. */
const clockSkewMs = 60_000;

/**
 * Every rule that a parsed message breaks; none when it is the answer to what was asked. The signature is checked apart.
 *
 * @param isChecksumAddress whether the letters of an address are in the case that EIP-55 wants (it needs keccak-256).
 */
export function checkSiweFields(
  fields: SiweFields,
  expected: SiweExpectation,
  isChecksumAddress: (address: string) => boolean,
): readonly SiweProblem[] {
  const problems: SiweProblem[] = [];
  const require = (holds: boolean, field: SiweProblem["field"], message: string) => {
    if (!holds) problems.push({ field, message });
  };
  const scheme = expected.uri.slice(0, expected.uri.indexOf(":")).toLowerCase();
  require(fields.scheme === null || fields.scheme.toLowerCase() === scheme, "scheme", `must be ${scheme}`);
  require(fields.domain.toLowerCase() ===
    expected.domain.toLowerCase(), "domain", `must be ${expected.domain}`);
  require(isChecksumAddress(fields.address), "address", "must be written with the checksum of EIP-55");
  require(fields.statement === expected.statement, "statement", "must be the statement that was asked for");
  require(fields.uri === expected.uri, "uri", `must be ${expected.uri}`);
  require(fields.version === "1", "version", "must be 1");
  require(expected.chainIds.includes(
    fields.chainId,
  ), "chainId", `must be one of ${expected.chainIds.join(", ")}`);
  require(fields.nonce === expected.nonce, "nonce", "must be the one that was given out for this sign-in");
  // A resource may grant rights (ERC-5573); this product asks for none.
  require((fields.resources ?? []).length === 0, "resources", "must be left out");
  problems.push(...timeProblems(fields, expected));
  return problems;
}

function timeProblems(fields: SiweFields, { now, ageSecondsMax }: SiweExpectation): SiweProblem[] {
  const nowMs = now.getTime();
  const problems: SiweProblem[] = [];
  const issuedMs = dateTimeMs(fields.issuedAt);
  // Written so that a moment that is none, or a clock that is none, breaks the rule.
  if (!(issuedMs !== null && issuedMs <= nowMs + clockSkewMs)) {
    problems.push({ field: "issuedAt", message: "must not lie in the future" });
  } else if (!(nowMs - issuedMs <= ageSecondsMax * 1000)) {
    problems.push({ field: "issuedAt", message: `must be at most ${ageSecondsMax} seconds ago` });
  }
  if (fields.expirationTime !== null) {
    const expiresMs = dateTimeMs(fields.expirationTime);
    if (!(expiresMs !== null && nowMs < expiresMs)) {
      problems.push({ field: "expirationTime", message: "must lie in the future" });
    }
  }
  if (fields.notBefore !== null) {
    const fromMs = dateTimeMs(fields.notBefore);
    if (!(fromMs !== null && fromMs <= nowMs)) {
      problems.push({ field: "notBefore", message: "must have passed" });
    }
  }
  return problems;
}
