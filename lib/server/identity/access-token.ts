import "server-only";
import { decodeProtectedHeader, errors, jwtVerify, SignJWT } from "jose";
import { v4 as uuidV4 } from "uuid";
import { z } from "zod";
import { publicAddress } from "@/lib/server/public-address";
import { keyById, keysFor, type RingKey } from "@/lib/server/secrets/key-ring";

/** Who a token is for; no other service of ours takes it, and this one takes no token of theirs. */
const audience = "hashinsight-api";
const algorithm = "HS256";
const tokenType = "at+jwt";
/** How far apart the clocks of two of our machines may be. */
const clockToleranceSeconds = 10;

/** A token works this long, whatever happens. */
export const accessTokenSeconds = 15 * 60;

const claimsSchema = z.object({
  sub: z.uuid(),
  org: z.uuid().optional(),
  fam: z.uuid(),
  key: z.string().optional(),
});

/** What a token says. What that is worth is looked up on each request. */
export interface AccessClaims {
  readonly userId: string;
  /** The company acted for; null for a person in none. */
  readonly orgId: string | null;
  /** The family of refresh tokens it was issued with: when that ends, so does the token. */
  readonly familyId: string;
  /** The API key it was got for, whose scopes bind it; null for a password. */
  readonly apiKeyId: string | null;
}

/** A signed token (JWT, RFC 9068's type) that works for fifteen minutes from `now`. */
export function signAccessToken(claims: AccessClaims, now = new Date()): Promise<string> {
  const [{ id, key }] = keysFor("access-token");
  const { userId, orgId, familyId, apiKeyId } = claims;
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({
    fam: familyId,
    ...(orgId === null ? {} : { org: orgId }),
    ...(apiKeyId === null ? {} : { key: apiKeyId }),
  })
    .setProtectedHeader({ alg: algorithm, typ: tokenType, kid: id })
    .setIssuer(publicAddress())
    .setAudience(audience)
    .setSubject(userId)
    .setJti(uuidV4())
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + accessTokenSeconds)
    .sign(key);
}

/** The claims of a token of ours that is valid now; null for anything else. The algorithm is ours, not the token's. */
export async function verifyAccessToken(token: string): Promise<AccessClaims | null> {
  const key = keyOf(token);
  if (key === null) return null;
  try {
    const { payload } = await jwtVerify(token, key.key, {
      algorithms: [algorithm],
      typ: tokenType,
      issuer: publicAddress(),
      audience,
      requiredClaims: ["exp", "iat", "jti", "sub"],
      maxTokenAge: accessTokenSeconds,
      clockTolerance: clockToleranceSeconds,
    });
    const { sub, org, fam, key: apiKeyId } = claimsSchema.parse(payload);
    return { userId: sub, orgId: org ?? null, familyId: fam, apiKeyId: apiKeyId ?? null };
  } catch (error) {
    if (error instanceof errors.JOSEError || error instanceof z.ZodError) return null;
    throw error;
  }
}

/** The key that a token names; null when we have none of that name, or it is no token. */
function keyOf(token: string): RingKey | null {
  try {
    const { kid } = decodeProtectedHeader(token);
    return kid === undefined ? null : keyById("access-token", kid);
  } catch (error) {
    // What the library says of anything that is no token.
    if (error instanceof TypeError) return null;
    throw error;
  }
}
