import { getAddress, verifyMessage } from "viem";
import { describe, expect, it } from "vitest";
import type { SiweFields } from "@/lib/domain/sign-in/siwe-fields";
import { siweMessage } from "@/lib/domain/sign-in/siwe-message";

const left = {
  scheme: null,
  version: "1",
  chainId: 1,
  notBefore: null,
  requestId: null,
  resources: null,
} as const;

// Public test vectors: https://github.com/spruceid/siwe, test/verification_positive.json.
const vectors: readonly { readonly fields: SiweFields; readonly signature: `0x${string}` }[] = [
  {
    fields: {
      ...left,
      domain: "login.xyz",
      address: "0x9D85ca56217D2bb651b00f15e694EB7E713637D4",
      statement: "Sign-In With Ethereum Example Statement",
      uri: "https://login.xyz",
      nonce: "bTyXgcQxn2htgkjJn",
      issuedAt: "2022-01-27T17:09:38.578Z",
      expirationTime: "2100-01-07T14:31:43.952Z",
    },
    signature:
      "0xdc35c7f8ba2720df052e0092556456127f00f7707eaa8e3bbff7e56774e7f2e05a093cfc9e02964c33d86e8e066e221b7d153d27e5a2e97ccd5ca7d3f2ce06cb1b",
  },
  {
    fields: {
      ...left,
      domain: "login.xyz",
      address: "0xE6D3Aa1F561A215E5eb1f02Ba8705385F03fCaFB",
      statement: "Sign-In With Ethereum Example Statement",
      uri: "https://login.xyz",
      nonce: "lx2nx4so",
      issuedAt: "2022-01-05T14:27:30.883Z",
      expirationTime: null,
      notBefore: "2100-01-07T14:31:43.952Z",
    },
    signature:
      "0xc2539ace78f13c7eb8c0852d38d269a6f97bebd9f7872097d2e3137b541f8bf50176062a46eeea83086bd2721423fb5755a932ff6ccc046ed482d14e4576042f1c",
  },
  {
    fields: {
      ...left,
      domain: "login.xyz",
      address: "0x2ecA0068307e706741445764A3D6A4402aC2A5a9",
      statement: "Sign-In With Ethereum Example Statement",
      uri: "https://login.xyz",
      nonce: "lx2nx4so",
      issuedAt: "2022-01-05T14:27:30.883Z",
      expirationTime: "2021-01-05T00:00:00Z",
    },
    signature:
      "0x7337bc2826c7678cd6bc84f5b3b236efc969b0451f9feca2328b1d3401b030c113f19bdba359ba3f52762c66e9147311fa95fe598a1a4ec9bb383a7b4e3874241b",
  },
  {
    // The recovery byte counts from 0 instead of 27.
    fields: {
      ...left,
      domain: "www.tally.xyz",
      address: "0xc95EB884FE852e241D409234bfC7045CB9E31BD7",
      statement: "Sign in with Ethereum to Tally",
      uri: "https://tally.xyz",
      nonce: "15050747",
      issuedAt: "2022-06-30T14:08:51.382Z",
      expirationTime: null,
    },
    signature:
      "0x8c46b6eb8505939892d8e9b075f89f8277321b17b993151f37810cdda38cce6f4a85909d2b53e6a14629c74c0ac38bf4becde78ee5b2529812bf6cceaf7b2a2501",
  },
];

describe("signatures of wallets", () => {
  it.each(vectors)(
    "$fields.nonce by $fields.address is of our text of the message",
    async ({ fields, signature }) => {
      const address = getAddress(fields.address);
      expect(address).toBe(fields.address);
      expect(await verifyMessage({ address, message: siweMessage(fields), signature })).toBe(true);
      const changed = siweMessage({ ...fields, nonce: `${fields.nonce}x` });
      expect(await verifyMessage({ address, message: changed, signature })).toBe(false);
      const other = getAddress("0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2");
      expect(await verifyMessage({ address: other, message: siweMessage(fields), signature })).toBe(false);
    },
  );
});
