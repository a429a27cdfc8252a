import { describe, expect, it } from "vitest";
import { checkSiweFields, type SiweExpectation } from "./check-siwe-fields";
import { serviceFields } from "./siwe.fixture";
import type { SiweFields } from "./siwe-fields";

// Source: https://github.com/spruceid/siwe, test/verification_positive.json and verification_negative.json.
const loginFields: SiweFields = {
  ...serviceFields,
  domain: "login.xyz",
  address: "0x9D85ca56217D2bb651b00f15e694EB7E713637D4",
  statement: "Sign-In With Ethereum Example Statement",
  uri: "https://login.xyz",
  nonce: "bTyXgcQxn2htgkjJn",
  issuedAt: "2022-01-27T17:09:38.578Z",
  expirationTime: "2100-01-07T14:31:43.952Z",
};
const expected: SiweExpectation = {
  domain: "login.xyz",
  uri: "https://login.xyz",
  chainIds: [1, 8453],
  nonce: "bTyXgcQxn2htgkjJn",
  statement: "Sign-In With Ethereum Example Statement",
  now: new Date("2022-01-27T17:10:00.000Z"),
  ageSecondsMax: 300,
};
const checksummed = new Set([loginFields.address]);
const broken = (change: Partial<SiweFields>, other: Partial<SiweExpectation> = {}) =>
  checkSiweFields({ ...loginFields, ...change }, { ...expected, ...other }, (address) =>
    checksummed.has(address),
  ).map(({ field }) => field);

describe("checkSiweFields", () => {
  it("finds nothing wrong with the public vector: example message", () => {
    expect(broken({})).toEqual([]);
    expect(broken({ scheme: "https" })).toEqual([]);
    expect(broken({ domain: "LOGIN.xyz" })).toEqual([]);
  });

  it("finds the wrong domain, nonce and time of the public vectors", () => {
    expect(broken({}, { domain: "example.com" })).toEqual(["domain"]);
    expect(broken({}, { nonce: "6548asdgf" })).toEqual(["nonce"]);
    const late = { now: new Date("2200-01-05T00:00:00Z"), ageSecondsMax: Number.POSITIVE_INFINITY };
    expect(broken({}, late)).toEqual(["expirationTime"]);
    expect(broken({ expirationTime: "2021-01-05T00:00:00Z" })).toEqual(["expirationTime"]);
    const early = { expirationTime: null, notBefore: "2100-01-07T14:31:43.952Z" };
    expect(broken(early)).toEqual(["notBefore"]);
    expect(broken(early, { ...late, now: new Date("2101-01-07T14:31:43.952Z") })).toEqual([]);
  });

  it.each<[string, Partial<SiweFields>, string]>([
    ["a domain that only begins alike", { domain: "login.xyz.evil.org" }, "domain"],
    ["a domain with a name before it", { domain: "login.xyz@evil.org" }, "domain"],
    ["another port", { domain: "login.xyz:8443" }, "domain"],
    ["another scheme", { scheme: "http" }, "scheme"],
    ["another uri", { uri: "https://login.xyz/" }, "uri"],
    ["another chain", { chainId: 5 }, "chainId"],
    ["another statement", { statement: null }, "statement"],
    ["a nonce in other letter case", { nonce: "btyxgcqxn2htgkjjn" }, "nonce"],
    ["an address without checksum", { address: loginFields.address.toLowerCase() }, "address"],
    ["resources that nobody asked for", { resources: ["urn:recap:eyJhdHQiOnt9fQ"] }, "resources"],
    ["a moment that is none", { issuedAt: "now" }, "issuedAt"],
    ["a message from the future", { issuedAt: "2022-01-27T17:11:01Z" }, "issuedAt"],
    ["a message that is too old", { issuedAt: "2022-01-27T17:04:59Z" }, "issuedAt"],
    ["an end that is none", { expirationTime: "never" }, "expirationTime"],
  ])("refuses %s", (_, change, field) => {
    expect(broken(change)).toEqual([field]);
  });

  it("lets clocks differ by a minute and ends at the very moment of expiry", () => {
    expect(broken({ issuedAt: "2022-01-27T17:11:00Z" })).toEqual([]);
    expect(broken({ expirationTime: "2022-01-27T17:10:00.000Z" })).toEqual(["expirationTime"]);
    expect(broken({ expirationTime: "2022-01-27T17:10:00.001Z" })).toEqual([]);
    expect(broken({ notBefore: "2022-01-27T17:10:00.000Z" })).toEqual([]);
  });

  it("refuses by a clock that is none, and lists all that is wrong", () => {
    expect(broken({}, { now: new Date(Number.NaN) })).toEqual(["issuedAt", "expirationTime"]);
    expect(broken({ domain: "evil.org", chainId: 5, nonce: "aaaaaaaa" })).toEqual([
      "domain",
      "chainId",
      "nonce",
    ]);
  });
});
