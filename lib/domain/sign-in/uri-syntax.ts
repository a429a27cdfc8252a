const unreserved = "A-Za-z0-9\\-._~";
const subDelims = "!$&'()*+,;=";
const percent = "%[0-9A-Fa-f]{2}";
const pchar = `(?:[${unreserved}${subDelims}:@]|${percent})`;
const userinfo = `(?:[${unreserved}${subDelims}:]|${percent})*`;
const registeredName = `(?:[${unreserved}${subDelims}]|${percent})*`;
// What stands between brackets is looked at apart: addresses are no regular matter.
const host = `(?:\\[(?<literal>[^\\]]*)\\]|(?<name>${registeredName}))`;
const authority = `(?:${userinfo}@)?${host}(?::[0-9]*)?`;
const scheme = "[A-Za-z][A-Za-z0-9+\\-.]*";
const path = `(?://${authority}(?:/${pchar}*)*|/(?:${pchar}+(?:/${pchar}*)*)?|${pchar}+(?:/${pchar}*)*|)`;
const more = `(?:${pchar}|[/?])*`;

const uriPattern = new RegExp(`^${scheme}:${path}(?:\\?${more})?(?:#${more})?$`);
const authorityPattern = new RegExp(`^${authority}$`);
const pcharsPattern = new RegExp(`^${pchar}*$`);
const futureAddress = new RegExp(`^[vV][0-9A-Fa-f]+\\.[${unreserved}${subDelims}:]+$`);
const decimalOctet = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
const ipv4Pattern = new RegExp(`^${decimalOctet}(?:\\.${decimalOctet}){3}$`);

/**
 * Whether a text is a URI: scheme, path, and what else it has in its place.
 *
 * @see https://www.rfc-editor.org/rfc/rfc3986#appendix-A
 */
export function isUri(text: string): boolean {
  const found = uriPattern.exec(text);
  return found !== null && isAddressOrNone(found.groups?.literal);
}

/** Whether a text is an authority with a host, "example.com:8443": what stands between "//" and the path of a URI. */
export function isAuthority(text: string): boolean {
  const found = authorityPattern.exec(text);
  return found !== null && found.groups?.name !== "" && isAddressOrNone(found.groups?.literal);
}

/** Whether all of a text may stand between two slashes of a URI; the empty text may. */
export function isPchars(text: string): boolean {
  return pcharsPattern.test(text);
}

/** Whether a text is a URI's scheme. */
export function isScheme(text: string): boolean {
  return new RegExp(`^${scheme}$`).test(text);
}

function isAddressOrNone(literal: string | undefined): boolean {
  return literal === undefined || isIpv6(literal) || futureAddress.test(literal);
}

function isIpv6(text: string): boolean {
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1) ?? "";
  // An IPv4 address may stand in place of the last two groups, but not before "::".
  const hasIpv4 = ipv4Pattern.test(last) && !text.endsWith("::");
  const hex = hasIpv4 ? groups.slice(0, -1) : groups;
  if (!hex.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return false;
  const count = hex.length + (hasIpv4 ? 2 : 0);
  return halves.length === 2 ? count <= 7 : count === 8;
}
