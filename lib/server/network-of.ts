import { isIPv6 } from "node:net";

/**
 * What limits by address count as one: an IPv4 address itself, of an IPv6 address the first 64 bits, because one
 * customer is given at least that much. An IPv4 address written as IPv6 is the IPv4 address.
 *
 * @returns "192.0.2.1", "2001:db8:0:1::/64"; what is no address comes back as it is.
 */
export function networkOf(address: string): string {
  const [bare = ""] = address.split("%", 1);
  if (!isIPv6(bare)) return bare;
  // The parser of web addresses writes every form of an address the same way.
  const written = new URL(`http://[${bare}]`).hostname.slice(1, -1);
  const [head = "", tail] = written.split("::", 2);
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill("0"), ...right];
  if (groups.slice(0, 5).every((group) => group === "0") && groups[5] === "ffff") {
    const bytes = groups.slice(6).flatMap((group) => {
      const value = Number.parseInt(group, 16);
      return [value >> 8, value & 255];
    });
    return bytes.join(".");
  }
  return `${groups.slice(0, 4).join(":")}::/64`;
}
