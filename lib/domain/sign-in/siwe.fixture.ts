import type { SiweFields } from "./siwe-fields";

/** The message that the cases of the public test vectors vary: https://github.com/spruceid/siwe, test/parsing_positive.json. */
export const serviceFields: SiweFields = {
  scheme: null,
  domain: "service.org",
  address: "0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2",
  statement: "I accept the ServiceOrg Terms of Service: https://service.org/tos",
  uri: "https://service.org/login",
  version: "1",
  chainId: 1,
  nonce: "32891757",
  issuedAt: "2021-09-30T16:25:24.000Z",
  expirationTime: null,
  notBefore: null,
  requestId: null,
  resources: null,
};
