import { BlockList, isIP } from "node:net";

/**
 * Everything of IPv4 that is not the public internet.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const special4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/**
 * What is not the public internet within 2000::/3, the only part of IPv6 that is given out. Teredo, 6to4 and their like
 * lead to IPv4 addresses of any kind.
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry
 */
const special6: readonly (readonly [string, number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["2620:4f:8000::", 48],
  ["3fff::", 20],
];

const blocked4 = new BlockList();
for (const [network, bits] of special4) blocked4.addSubnet(network, bits, "ipv4");
const given6 = new BlockList();
given6.addSubnet("2000::", 3, "ipv6");
const blocked6 = new BlockList();
for (const [network, bits] of special6) blocked6.addSubnet(network, bits, "ipv6");

/** Names that never lead to the public internet, whatever a resolver says. */
const privateNames =
  /(^|\.)(localhost|local|internal|intranet|lan|home|corp|home\.arpa|arpa|onion|test|invalid)$/;

/** Whether an IP address belongs to a machine on the public internet. False for what is no address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !blocked4.check(address, "ipv4");
  return family === 6 && given6.check(address, "ipv6") && !blocked6.check(address, "ipv6");
}

/** Whether a host name may lead to the public internet: it has a dot and no ending of private networks. */
export function isPublicName(hostname: string): boolean {
  const name = hostname.toLowerCase().replace(/\.$/, "");
  return name.includes(".") && !privateNames.test(name);
}
