import { createHmac, randomBytes } from "node:crypto";
import type { JsonValue } from "@/lib/domain/audit/json-value";
import { canonicalJson } from "./canonical-json";

let key: string | undefined;

/**
 * The key that calls within this process are signed with, made up at its first use and known to nobody else: the client
 * takes it as its `signingKey`, so that a handler which became reachable from outside would still refuse everybody.
 */
export function localSigningKey(): string {
  key ??= `signkey-local-${randomBytes(32).toString("hex")}`;
  return key;
}

/** Where the handler believes to be; nothing is ever sent there. */
const address = "http://127.0.0.1/api/inngest";

interface Call {
  readonly method: "POST" | "PUT";
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: JsonValue;
  /** Default: the key of this process. */
  readonly signingKey?: string;
}

/** A request as the Inngest server would send it, signed over the canonical form of its body. */
export function signedRequest({ method, query = {}, headers = {}, body, signingKey }: Call): Request {
  const text = canonicalJson(body);
  const seconds = Math.floor(Date.now() / 1000);
  const secret = (signingKey ?? localSigningKey()).replace(/^signkey-\w+-/, "");
  const signature = createHmac("sha256", secret).update(`${text}${seconds}`).digest("hex");
  const url = new URL(address);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return new Request(url, {
    method,
    headers: {
      // Without it the SDK cannot tell its own address and refuses every call.
      host: url.host,
      "content-type": "application/json",
      "x-inngest-signature": `t=${seconds}&s=${signature}`,
      "x-inngest-server-kind": "cloud",
      ...headers,
    },
    body: text,
  });
}

/** The address that the registry is asked under. */
export const handlerAddress = address;
