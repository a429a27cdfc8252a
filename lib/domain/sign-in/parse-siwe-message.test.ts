import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DomainError } from "../domain-error";
import { parseSiweMessage } from "./parse-siwe-message";
import { serviceFields } from "./siwe.fixture";
import type { SiweFields } from "./siwe-fields";
import { siweMessage } from "./siwe-message";

const serviceText =
  "service.org wants you to sign in with your Ethereum account:\n0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2\n\nI accept the ServiceOrg Terms of Service: https://service.org/tos\n\nURI: https://service.org/login\nVersion: 1\nChain ID: 1\nNonce: 32891757\nIssued At: 2021-09-30T16:25:24.000Z";
const fullText = `${serviceText}\nExpiration Time: 2023-03-17T12:45:13.610Z\nNot Before: 2022-03-17T12:45:13.610Z\nRequest ID: some_id\nResources:\n- https://service.org/login`;
const fieldRefused = (text: string): string => {
  try {
    parseSiweMessage(text);
  } catch (error) {
    if (error instanceof DomainError) return error.field;
    throw error;
  }
  return "none";
};

// Source: https://github.com/spruceid/siwe, test/parsing_positive.json, by the names used there.
const positive: readonly [name: string, text: string, fields: Partial<SiweFields>][] = [
  ["no optional field", serviceText, {}],
  [
    "couple of optional fields",
    `${serviceText}\nResources:\n- ipfs://Qme7ss3ARVgxv6rXqVPiikMJ8u2NLgmgszg13pYrDKEoiu\n- https://example.com/my-web2-claim.json`,
    {
      resources: [
        "ipfs://Qme7ss3ARVgxv6rXqVPiikMJ8u2NLgmgszg13pYrDKEoiu",
        "https://example.com/my-web2-claim.json",
      ],
    },
  ],
  [
    "timestamp without microseconds",
    serviceText.replace("24.000Z", "24Z"),
    { issuedAt: "2021-09-30T16:25:24Z" },
  ],
  ["timezone not utc", serviceText.replace("24.000Z", "24-02:00"), { issuedAt: "2021-09-30T16:25:24-02:00" }],
  [
    "domain is RFC 3986 authority with userinfo and port",
    serviceText.replace("service.org wants", "test@127.0.0.1:8080 wants"),
    { domain: "test@127.0.0.1:8080" },
  ],
  ["domain ipv6", serviceText.replace("service.org wants", "[::cafe] wants"), { domain: "[::cafe]" }],
  [
    "no statement",
    "service.org wants you to sign in with your Ethereum account:\n0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2\n\n\nURI: https://service.org/login\nVersion: 1\nChain ID: 1\nNonce: 32891757\nIssued At: 2021-09-30T16:25:24.000Z",
    { statement: null },
  ],
  [
    "uri ipv4 query params and fragment",
    serviceText.replace("URI: https://service.org/login", "URI: https://127.0.0.1/?query=one#begin"),
    { uri: "https://127.0.0.1/?query=one#begin" },
  ],
  ["chainId not 1", serviceText.replace("Chain ID: 1", "Chain ID: 4"), { chainId: 4 }],
];

describe("parseSiweMessage", () => {
  it.each(positive)("reads the public vector: %s", (_, text, fields) => {
    expect(parseSiweMessage(text)).toEqual({ ...serviceFields, ...fields });
    expect(siweMessage(parseSiweMessage(text))).toBe(text);
  });

  it("reads the public vectors: domain contains optional scheme, and scheme is not parsed from elsewhere", () => {
    const text =
      "https://example.com wants you to sign in with your Ethereum account:\n0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2\n\nI accept the ExampleOrg Terms of Service: https://example.com/tos\n\nURI: https://example.com/login\nVersion: 1\nChain ID: 1\nNonce: 32891756\nIssued At: 2021-09-30T16:25:24Z";
    expect(parseSiweMessage(text)).toMatchObject({ scheme: "https", domain: "example.com" });
    const local = text.replace("https://example.com wants", "localhost:3030 wants");
    expect(parseSiweMessage(local)).toMatchObject({ scheme: null, domain: "localhost:3030" });
  });

  it("reads the public vector: recovery byte starting at 0", () => {
    const text =
      "www.tally.xyz wants you to sign in with your Ethereum account:\n0xc95EB884FE852e241D409234bfC7045CB9E31BD7\n\nSign in with Ethereum to Tally\n\nURI: https://tally.xyz\nVersion: 1\nChain ID: 1\nNonce: 15050747\nIssued At: 2022-06-30T14:08:51.382Z";
    expect(parseSiweMessage(text)).toMatchObject({ domain: "www.tally.xyz", nonce: "15050747" });
  });

  it("reads every optional field, an empty statement, request id and list as what they are", () => {
    expect(parseSiweMessage(fullText)).toMatchObject({
      expirationTime: "2023-03-17T12:45:13.610Z",
      notBefore: "2022-03-17T12:45:13.610Z",
      requestId: "some_id",
      resources: ["https://service.org/login"],
    });
    const empty = { ...serviceFields, statement: "", requestId: "", resources: [] };
    expect(parseSiweMessage(siweMessage(empty))).toEqual(empty);
  });

  // After https://github.com/spruceid/siwe, test/parsing_negative.json: there most messages lack a chain as well.
  it.each([
    ["missing domain", serviceText.replace("service.org wants", " wants"), "domain"],
    ["missing address", serviceText.replace(/0x\w+/, ""), "address"],
    ["missing uri", serviceText.replace(/\nURI: .*/, ""), "uri"],
    ["missing version", serviceText.replace("\nVersion: 1", ""), "version"],
    ["missing chainId", serviceText.replace("\nChain ID: 1", ""), "chainId"],
    ["missing nonce", serviceText.replace("\nNonce: 32891757", ""), "nonce"],
    ["missing issuedAt", serviceText.replace(/\nIssued At: .*/, ""), "issuedAt"],
    ["extra line breaks", serviceText.replace("\n\nI accept", "\n\n\nI accept"), "statement"],
    ["out of order fields", serviceText.replace(/(Version: 1)\n(Chain ID: 1)/, "$2\n$1"), "version"],
    ["out of order expirationTime", fullText.replace(/(Exp.*)\n(Not.*)/, "$2\n$1"), "message"],
    ["out of order requestId", fullText.replace(/(Not.*)\n(Req.*)/, "$2\n$1"), "message"],
    ["wrong version", serviceText.replace("Version: 1", "Version: 2"), "version"],
    ["not a valid chainId", serviceText.replace("Chain ID: 1", "Chain ID: ?"), "chainId"],
    ["nonce with less then 8 chars", serviceText.replace("32891757", "1234567"), "nonce"],
    ["statement has line break", serviceText.replace("Service: ", "Service: \n"), "statement"],
    ["uri is non-RFC 3986", serviceText.replace("URI: https://service.org/login", "URI: _not_a_uri_"), "uri"],
    [
      "non-ISO 8601 issuedAt",
      serviceText.replace(/(?<=At: ).*/, "Wed Oct 05 2011 16:48:00 GMT+0200"),
      "issuedAt",
    ],
    ["resources not separated by line break", `${fullText} - https://service.org/login/2`, "resources"],
    ["second resource not-RFC 3986", `${fullText}\n- _not_a_rfc3986_valid_uri_`, "resources"],
    ["carriage returns", serviceText.replaceAll("\n", "\r\n"), "domain"],
    ["a line after the end", `${serviceText}\n`, "message"],
    ["a space before the end", `${serviceText} `, "issuedAt"],
    ["other words", serviceText.replace("Ethereum account:", "ethereum account:"), "domain"],
    ["leading zero", serviceText.replace("Chain ID: 1", "Chain ID: 01"), "chainId"],
    [
      "a chain that no double holds",
      serviceText.replace("Chain ID: 1", "Chain ID: 9007199254740993"),
      "chainId",
    ],
    ["a look-alike letter", serviceText.replace("service.org wants", "servіce.org wants"), "domain"],
    ["an endless message", serviceText + "a".repeat(9000), "message"],
    ["nothing", "", "domain"],
  ])("refuses a message with %s", (_, text, field) => {
    expect(fieldRefused(text)).toBe(field);
  });

  it.each(["`", "<", ">", "{", "|", "}", '"', "\\", "^", "%", "é"])("refuses %s in a statement", (letter) => {
    expect(fieldRefused(serviceText.replace("I accept", letter))).toBe("statement");
  });

  it("reads only what siweMessage would write again, whatever is changed in a message", () => {
    fc.assert(
      fc.property(fc.nat(fullText.length), fc.nat(3), fc.string({ maxLength: 3 }), (at, cut, put) => {
        const changed = fullText.slice(0, at) + put + fullText.slice(at + cut);
        if (fieldRefused(changed) === "none") expect(siweMessage(parseSiweMessage(changed))).toBe(changed);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("siweMessage", () => {
  it("writes the public vector", () => {
    expect(siweMessage(serviceFields)).toBe(serviceText);
  });

  it.each<[keyof SiweFields, unknown]>([
    ["domain", ""],
    ["domain", "evil.org\nservice.org"],
    ["address", "0X02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2"],
    ["statement", "one\ntwo"],
    ["uri", "login"],
    ["version", "2"],
    ["chainId", 1.5],
    ["chainId", -1],
    ["nonce", "12345678\n"],
    ["issuedAt", "yesterday"],
    ["expirationTime", "2021-02-30T00:00:00Z"],
    ["requestId", "a/b"],
    ["resources", ["https://service.org", "x"]],
    ["scheme", "1"],
  ])("refuses a %s of %j", (field, value) => {
    expect(() => siweMessage({ ...serviceFields, [field]: value })).toThrow(
      expect.objectContaining({ field }),
    );
  });
});
