import "server-only";
import { isIP } from "node:net";
import { AppError } from "@/lib/server/errors";
import { publicAddress } from "@/lib/server/public-address";

/** Who a passkey is for: browsers bind it to the host name. */
export interface RelyingParty {
  /** Host name without port. */
  readonly id: string;
  /** Where the page that asks must stand. */
  readonly origin: string;
}

/**
 * The relying party, from the public address and never from the request. Browsers make no passkeys for addresses of
 * numbers; on one's own machine "localhost" stands for them.
 *
 * @throws AppError `conflict` when the public address is a number of another machine.
 */
export function relyingParty(): RelyingParty {
  const address = new URL(publicAddress());
  const host = address.hostname.replaceAll(/[[\]]/g, "");
  if (host === "127.0.0.1" || host === "::1") {
    address.hostname = "localhost";
    return { id: "localhost", origin: address.origin };
  }
  if (isIP(host) === 0) return { id: host, origin: address.origin };
  throw new AppError("conflict", "Passkeys need a host name; set PUBLIC_URL to one, with https.");
}
