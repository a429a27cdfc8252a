import "server-only";
import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { exchangePinned, type PinnedAnswer, type PinnedRequest } from "@/lib/server/outbound/pinned-exchange";
import { isPublicAddress, isPublicName } from "@/lib/server/outbound/public-internet";

/** The address is none that this server asks: the message says which rule it breaks, for the person who typed it. */
export class RefusedAddressError extends Error {
  override readonly name = "RefusedAddressError";
}

export interface SafeFetchOptions {
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** For everything together, redirects included; three seconds when absent. */
  readonly timeoutMs?: number;
  /** Largest body; one megabyte when absent. */
  readonly bytesMax?: number;
}

export interface SafeAnswer extends PinnedAnswer {
  /** Where the answer came from after redirects. */
  readonly url: string;
}

interface Resolved {
  readonly address: string;
  readonly family: number;
}

/** The outside world, apart so that tests can play it. */
export interface SafeFetchWorld {
  readonly resolve: (hostname: string) => Promise<readonly Resolved[]>;
  readonly exchange: (request: PinnedRequest) => Promise<PinnedAnswer>;
}

const world: SafeFetchWorld = {
  resolve: (hostname) => lookup(hostname, { all: true, verbatim: true }),
  exchange: exchangePinned,
};

const redirectsMax = 3;
const redirects = new Set([301, 302, 303, 307, 308]);
const ports = new Set(["", "443", "8443"]);
/** Never sent on to where a redirect leads. */
const credentials = new Set(["authorization", "cookie", "proxy-authorization", "x-api-key"]);

/**
 * Asks an address that a person typed. Only https on the public internet: the name is resolved once, every address it
 * has must be public, and exactly the one that was checked is connected to, so that a name that changes its mind in
 * between (DNS rebinding) gains nothing. Redirects are checked like the first address, three at most, and get no
 * credentials.
 *
 * @throws RefusedAddressError for an address that is not asked; `TimeoutError`, BodyTooLargeError or the socket's error.
 */
export async function safeFetch(
  typed: string,
  options: SafeFetchOptions = {},
  { resolve, exchange }: SafeFetchWorld = world,
): Promise<SafeAnswer> {
  const { timeoutMs = 3000, bytesMax = 1_048_576 } = options;
  const signal = AbortSignal.timeout(timeoutMs);
  let url = checkedUrl(typed);
  let { method = "GET", headers = {}, body } = options;
  for (let followed = 0; ; followed += 1) {
    const { address, family } = await within(signal, checkedAddress(url, resolve));
    const pinned = { address, family: family === 6 ? 6 : 4 } as const;
    const answer = await exchange({ url, ...pinned, method, headers, body, signal, bytesMax });
    const location = redirects.has(answer.status) ? answer.headers.location : undefined;
    if (location === undefined) return { ...answer, url: url.href };
    if (followed >= redirectsMax) throw new RefusedAddressError(`More than ${redirectsMax} redirects.`);
    url = checkedUrl(location, url);
    headers = withoutCredentials(headers);
    if (answer.status < 307) [method, body] = ["GET", undefined];
  }
}

/** The address as a URL that may be asked, as far as can be said without resolving its name. */
function checkedUrl(text: string, base?: URL): URL {
  if (!URL.canParse(text, base)) throw new RefusedAddressError("That is no web address.");
  // Hosts in decimal, octal or hex come out of the parser as the plain address they stand for.
  const url = new URL(text, base);
  if (url.protocol !== "https:") throw new RefusedAddressError("The address must begin with https://.");
  if (url.username !== "" || url.password !== "") {
    throw new RefusedAddressError("The address must not hold a name or password.");
  }
  if (!ports.has(url.port)) throw new RefusedAddressError("The port must be 443 or 8443.");
  const host = hostOf(url);
  const isPublic = isIP(host) === 0 ? isPublicName(host) : isPublicAddress(host);
  if (!isPublic) throw new RefusedAddressError(`${host} is not on the public internet.`);
  return url;
}

async function checkedAddress(url: URL, resolve: SafeFetchWorld["resolve"]): Promise<Resolved> {
  const host = hostOf(url);
  const found = isIP(host) === 0 ? await resolve(host) : [{ address: host, family: isIP(host) }];
  const [first] = found;
  if (first === undefined) throw new RefusedAddressError(`${host} has no address.`);
  // One private address among public ones is enough: which of them is connected to would be chance.
  if (!found.every(({ address }) => isPublicAddress(address))) {
    throw new RefusedAddressError(`${host} is not on the public internet.`);
  }
  return first;
}

function hostOf({ hostname }: URL): string {
  return hostname.startsWith("[") ? hostname.slice(1, -1) : hostname;
}

function withoutCredentials(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !credentials.has(name.toLowerCase())));
}

/** Names are resolved outside of the signal's reach. */
function within<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  return Promise.race([
    work,
    new Promise<never>((_resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    }),
  ]);
}
