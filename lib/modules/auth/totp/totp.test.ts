import { Secret, TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import { newTotpSecret, stepOfCode, totpUri } from "./totp";

// RFC 6238, appendix B: the secret is the ASCII text 12345678901234567890, SHA-1, 8 digits.
const rfcSecret = Secret.fromLatin1("12345678901234567890").base32;
const appendixB = [
  { seconds: 59, code: "94287082", step: 0x1 },
  { seconds: 1111111109, code: "07081804", step: 0x23523ec },
  { seconds: 1111111111, code: "14050471", step: 0x23523ed },
  { seconds: 1234567890, code: "89005924", step: 0x273ef07 },
  { seconds: 2000000000, code: "69279037", step: 0x3f940aa },
  { seconds: 20000000000, code: "65353130", step: 0x27bc86aa },
] as const;

describe("codes of an authenticator app", () => {
  it.each(appendixB)("are those of RFC 6238 appendix B at $seconds s", ({ seconds, code, step }) => {
    const eight = TOTP.generate({
      secret: Secret.fromBase32(rfcSecret),
      algorithm: "SHA1",
      digits: 8,
      period: 30,
      timestamp: seconds * 1000,
    });
    expect(eight).toBe(code);
    // Fewer digits are the last ones (RFC 4226 section 5.3).
    expect(stepOfCode(rfcSecret, code.slice(2), seconds * 1000)).toBe(step);
  });

  it("are taken one step early and one step late, and not two", () => {
    const code = "287082";
    expect([-2, -1, 0, 1, 2].map((steps) => stepOfCode(rfcSecret, code, (59 + steps * 30) * 1000))).toEqual([
      null,
      1,
      1,
      1,
      null,
    ]);
  });

  it("have six digits and nothing else", () => {
    for (const code of ["28708", "2870821", "28708a", "", "28 708"]) {
      expect(stepOfCode(rfcSecret, code, 59_000)).toBeNull();
    }
  });

  it("come from a secret of 160 bits that an app finds in the address", () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
    const uri = new URL(totpUri(secret, "ana@example.com"));
    expect(uri.protocol).toBe("otpauth:");
    expect(decodeURIComponent(uri.pathname)).toBe("/HashInsight:ana@example.com");
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      issuer: "HashInsight",
      secret,
      algorithm: "SHA1",
      digits: "6",
      period: "30",
    });
  });
});
