import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from "@simplewebauthn/server";

/** What a test may make the authenticator or the browser around it say wrongly. */
export interface Deviation {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly counter?: number;
  readonly isUserVerified?: boolean;
  readonly userHandle?: string;
  /** Signs with another key than the registered one. */
  readonly isForged?: boolean;
}

const flags = { userPresent: 0x01, userVerified: 0x04, backupEligible: 0x08, backedUp: 0x10, attested: 0x40 };

/** An authenticator with one passkey (ES256, attestation "none") and the browser around it, in software. */
export class SoftwareAuthenticator {
  readonly credentialId = randomBytes(32).toString("base64url");
  counter = 0;
  private readonly key = generateKeyPairSync("ec", { namedCurve: "P-256" });
  private readonly origin: string;
  private userHandle = "";
  constructor(origin: string) {
    this.origin = origin;
  }

  /** What `navigator.credentials.create` gives, as JSON. */
  create(options: PublicKeyCredentialCreationOptionsJSON, deviation: Deviation = {}) {
    this.userHandle = options.user.id;
    const id = Buffer.from(this.credentialId, "base64url");
    const idLength = Buffer.alloc(2);
    idLength.writeUInt16BE(id.length);
    const attested = Buffer.concat([Buffer.alloc(16), idLength, id, coseKey(this.key.publicKey)]);
    const authData = Buffer.concat([this.head(options.rp.id ?? "", flags.attested, deviation), attested]);
    const attestationObject = cborMap([
      [cborText("fmt"), cborText("none")],
      [cborText("attStmt"), cborMap([])],
      [cborText("authData"), cborBytes(authData)],
    ]);
    return {
      ...this.frame(),
      response: {
        clientDataJSON: this.clientData("webauthn.create", options.challenge, deviation).toString(
          "base64url",
        ),
        attestationObject: attestationObject.toString("base64url"),
        transports: ["internal"],
      },
    };
  }

  /** What `navigator.credentials.get` gives, as JSON. */
  get(options: PublicKeyCredentialRequestOptionsJSON, deviation: Deviation = {}) {
    const clientData = this.clientData("webauthn.get", options.challenge, deviation);
    const authData = this.head(options.rpId ?? "", 0, deviation);
    const { privateKey } =
      deviation.isForged === true ? generateKeyPairSync("ec", { namedCurve: "P-256" }) : this.key;
    const signature = sign("sha256", Buffer.concat([authData, sha256(clientData)]), privateKey);
    return {
      ...this.frame(),
      response: {
        clientDataJSON: clientData.toString("base64url"),
        authenticatorData: authData.toString("base64url"),
        signature: signature.toString("base64url"),
        userHandle: deviation.userHandle ?? this.userHandle,
      },
    };
  }

  private frame() {
    const { credentialId } = this;
    return { id: credentialId, rawId: credentialId, type: "public-key", clientExtensionResults: {} } as const;
  }

  private clientData(type: string, challenge: string, deviation: Deviation): Buffer {
    const said = {
      type: deviation.type ?? type,
      challenge: deviation.challenge ?? challenge,
      origin: deviation.origin ?? this.origin,
      crossOrigin: false,
    };
    return Buffer.from(JSON.stringify(said));
  }

  private head(rpId: string, more: number, deviation: Deviation): Buffer {
    this.counter = deviation.counter ?? this.counter + 1;
    const verified = deviation.isUserVerified === false ? 0 : flags.userVerified;
    const rest = Buffer.alloc(5);
    rest.writeUInt8(flags.userPresent | verified | flags.backupEligible | flags.backedUp | more);
    rest.writeUInt32BE(this.counter, 1);
    return Buffer.concat([sha256(Buffer.from(deviation.rpId ?? rpId)), rest]);
  }
}

const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest();

/** Public key on P-256 as COSE has it (RFC 9053): kty EC2, alg ES256, crv P-256, x, y. */
function coseKey(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  return cborMap([
    [cborInteger(1), cborInteger(2)],
    [cborInteger(3), cborInteger(-7)],
    [cborInteger(-1), cborInteger(1)],
    [cborInteger(-2), cborBytes(Buffer.from(x, "base64url"))],
    [cborInteger(-3), cborBytes(Buffer.from(y, "base64url"))],
  ]);
}

// As much of CBOR (RFC 8949) as is needed: major type and length, then the content.
function cborHead(majorType: number, value: number): Buffer {
  const type = majorType << 5;
  if (value < 24) return Buffer.from([type | value]);
  if (value < 256) return Buffer.from([type | 24, value]);
  return Buffer.from([type | 25, value >> 8, value & 255]);
}
const cborInteger = (value: number) => (value < 0 ? cborHead(1, -1 - value) : cborHead(0, value));
const cborBytes = (bytes: Buffer) => Buffer.concat([cborHead(2, bytes.length), bytes]);
const cborText = (text: string) => Buffer.concat([cborHead(3, text.length), Buffer.from(text)]);
const cborMap = (entries: readonly (readonly [Buffer, Buffer])[]) =>
  Buffer.concat([cborHead(5, entries.length), ...entries.flat()]);
