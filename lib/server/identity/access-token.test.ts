import { createHmac, generateKeyPairSync, sign } from "node:crypto";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { keysFor } from "@/lib/server/secrets/key-ring";
import { type AccessClaims, signAccessToken, verifyAccessToken } from "./access-token";

const claims: AccessClaims = {
  userId: "01900000-0000-7000-8000-000000000001",
  orgId: "01900000-0000-7000-8000-000000000002",
  familyId: "01900000-0000-7000-8000-000000000003",
  apiKeyId: null,
};

beforeAll(() => {
  vi.stubEnv("DATABASE_URL", "postgres://unused");
  vi.stubEnv("SECRET_KEYS", `now:${"A".repeat(43)}=,old:${"B".repeat(43)}=`);
});

type Part = Readonly<Record<string, unknown>>;

const encoded = (part: Part) => Buffer.from(JSON.stringify(part)).toString("base64url");
const decoded = (part = ""): Part => JSON.parse(Buffer.from(part, "base64url").toString());
const hmac = (key: Buffer | string, signed: string) =>
  createHmac("sha256", key).update(signed).digest("base64url");

/** A token signed with our key, after `header` and `payload` were changed. */
async function forged(header: Part, payload: Part, key = keysFor("access-token")[0].key): Promise<string> {
  const [head, body] = (await signAccessToken(claims)).split(".");
  const signed = `${encoded({ ...decoded(head), ...header })}.${encoded({ ...decoded(body), ...payload })}`;
  return `${signed}.${hmac(key, signed)}`;
}

const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

describe("access tokens", () => {
  it("say who, for which company and how long, and nothing about rights", async () => {
    const token = await signAccessToken(claims);
    expect(await verifyAccessToken(token)).toEqual(claims);
    const [head, body] = token.split(".");
    expect(decoded(head)).toEqual({ alg: "HS256", typ: "at+jwt", kid: "now" });
    const payload = decoded(body);
    expect(Object.keys(payload).sort()).toEqual(["aud", "exp", "fam", "iat", "iss", "jti", "org", "sub"]);
    expect(Number(payload.exp) - Number(payload.iat)).toBe(900);
  });

  it("forged by the test's own hand are taken as long as nothing is changed", async () => {
    expect(await verifyAccessToken(await forged({}, {}))).toEqual(claims);
  });

  it.each([
    ["alg none", { alg: "none" }, {}],
    ["another HMAC", { alg: "HS512" }, {}],
    ["an RSA algorithm", { alg: "RS256" }, {}],
    ["another type of token", { typ: "JWT" }, {}],
    ["a key id that we do not have", { kid: "unknown" }, {}],
    ["a key id that is another key's", { kid: "old" }, {}],
    ["a key id that is a path", { kid: "../../dev/null" }, {}],
    ["no key id", { kid: undefined }, {}],
    ["a critical extension", { crit: ["x"], x: 1 }, {}],
    ["another audience", {}, { aud: "hashinsight-web" }],
    ["no audience", {}, { aud: undefined }],
    ["another issuer", {}, { iss: "https://evil.example" }],
    ["no issuer", {}, { iss: undefined }],
    ["an end that has passed", {}, { exp: inSeconds(-60) }],
    ["no end", {}, { exp: undefined }],
    ["a start that has not come", {}, { nbf: inSeconds(3600) }],
    ["an issue in the future", {}, { iat: inSeconds(3600) }],
    ["an issue too long ago, whatever end it claims", {}, { iat: inSeconds(-1000), exp: inSeconds(3600) }],
    ["no id", {}, { jti: undefined }],
    ["no subject", {}, { sub: undefined }],
    ["a subject that is no id", {}, { sub: "admin' or '1'='1" }],
    ["no family", {}, { fam: undefined }],
  ])("with %s are refused", async (_what, header, payload) => {
    expect(await verifyAccessToken(await forged(header, payload))).toBeNull();
  });

  it("without a signature, with an empty one, or with one flipped bit are refused", async () => {
    const [head = "", body = "", signature = ""] = (await signAccessToken(claims)).split(".");
    const unsigned = encoded({ alg: "none", kid: "now", typ: "at+jwt" });
    const bytes = Buffer.from(signature, "base64url");
    bytes[5] = (bytes[5] ?? 0) ^ 1;
    for (const token of [
      `${head}.${body}`,
      `${head}.${body}.`,
      `${unsigned}.${body}.`,
      `${head}.${body}.${bytes.toString("base64url")}`,
    ]) {
      expect(await verifyAccessToken(token)).toBeNull();
    }
  });

  it("signed by a key pair, or by HMAC over its public half, are refused", async () => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const pem = publicKey.export({ type: "spki", format: "pem" });
    const [, body = ""] = (await signAccessToken(claims)).split(".");
    const asymmetric = `${encoded({ alg: "RS256", kid: "now", typ: "at+jwt" })}.${body}`;
    const confused = `${encoded({ alg: "HS256", kid: "now", typ: "at+jwt" })}.${body}`;
    const signature = sign("sha256", Buffer.from(asymmetric), privateKey).toString("base64url");
    expect(await verifyAccessToken(`${asymmetric}.${signature}`)).toBeNull();
    expect(await verifyAccessToken(`${confused}.${hmac(String(pem), confused)}`)).toBeNull();
  });

  it("that bring their own key along are refused", async () => {
    const own = Buffer.alloc(32, 7);
    const jwk = { kty: "oct", k: own.toString("base64url") };
    expect(await verifyAccessToken(await forged({ jwk }, {}, own))).toBeNull();
    expect(await verifyAccessToken(await forged({ jku: "https://evil.example/jwks" }, {}, own))).toBeNull();
  });

  it("made for another purpose of ours are refused", async () => {
    for (const purpose of ["session-cookie", "mail-link", "envelope"] as const) {
      expect(await verifyAccessToken(await forged({}, {}, keysFor(purpose)[0].key))).toBeNull();
    }
  });

  it("that are no tokens are refused", async () => {
    for (const text of ["", ".", "..", "a.b.c", "hi_live_x", "\u0000", "x".repeat(100_000)]) {
      expect(await verifyAccessToken(text)).toBeNull();
    }
  });
});
