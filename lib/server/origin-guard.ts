import { env } from "@/lib/server/env";
import { AppError } from "@/lib/server/errors";
import { publicAddress } from "@/lib/server/public-address";

const safeMethods = new Set(["GET", "HEAD", "OPTIONS"]);
const loopback = ["127.0.0.1", "localhost", "[::1]"];

/**
 * Lets a request pass that a page of this application sent. A browser says truthfully where a request comes from;
 * missing and opaque ("null") origins are refused, because Next lets them through.
 *
 * @param method of the request; GET, HEAD and OPTIONS change nothing and pass.
 * @throws AppError `forbidden`
 */
export function requireOwnOrigin(method: string, headers: Headers): void {
  if (safeMethods.has(method) || isOwnOrigin(headers)) return;
  throw new AppError("forbidden", "The request does not come from this application's own pages.");
}

/** Refuses only what says that it comes from elsewhere; for doors that programs without a browser use too. */
export function refuseForeignOrigin(method: string, headers: Headers): void {
  const isSilent = headers.get("origin") === null && headers.get("sec-fetch-site") === null;
  if (!isSilent) requireOwnOrigin(method, headers);
}

function isOwnOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = headers.get("origin");
  if (origin === null) return site === "same-origin";
  if (origin === publicAddress()) return true;
  if (env().PUBLIC_URL !== undefined) return false;
  // Without a configured address the machine may be reached by several names; a page cannot make up the host header.
  const { protocol, hostname, host } = parsed(origin);
  return protocol === "http:" && (host === headers.get("host") || isSamePort(hostname, host));
}

function isSamePort(hostname: string, host: string): boolean {
  return loopback.includes(hostname) && host === `${hostname}:${env().PORT}` && loopback.includes(env().HOST);
}

function parsed(origin: string): Pick<URL, "protocol" | "hostname" | "host"> {
  return URL.canParse(origin) ? new URL(origin) : { protocol: "", hostname: "", host: "" };
}
