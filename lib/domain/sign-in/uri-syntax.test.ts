import { describe, expect, it } from "vitest";
import { isAuthority, isPchars, isScheme, isUri } from "./uri-syntax";

describe("isUri", () => {
  // The examples of RFC 3986, section 1.1.2, and addresses of https://github.com/spruceid/siwe test vectors.
  it.each([
    "ftp://ftp.is.co.za/rfc/rfc1808.txt",
    "http://www.ietf.org/rfc/rfc2396.txt",
    "ldap://[2001:db8::7]/c=GB?objectClass?one",
    "mailto:John.Doe@example.com",
    "news:comp.infosystems.www.servers.unix",
    "tel:+1-816-555-1212",
    "telnet://192.0.2.16:80/",
    "urn:oasis:names:specification:docbook:dtd:xml:4.1.2",
    "ipfs://Qme7ss3ARVgxv6rXqVPiikMJ8u2NLgmgszg13pYrDKEoiu",
    "https://[::cafe]",
    "https://127.0.0.1/?query=one#begin",
    "uri://[ffff:abcd:0:10:200:3000:f8a:1]",
    "uri://[::1:2:3:4:5:6:7]",
    "uri://[1:2:3:4:5:6:7::]",
    "uri://[1:2:3::4:198.162.10.255]",
    "uri://[v1.fe80::a]",
    "a:",
    "a:%41",
  ])("takes %s", (text) => {
    expect(isUri(text)).toBe(true);
  });

  // https://github.com/spruceid/siwe/blob/main/test/invalid_uris.json
  it.each([
    "uri://[::0.0.0.256]/p/path",
    "uri://[::300.0.0.0]/p/path",
    "uri://[::0.ff.0.255]",
    "uri://[::0.0.256.0]",
    "uri://[ffff:abcd:0:10:200:3000:f8a:1:ffff]",
    "uri://[ffff:abcd:0:10:200:3000:f8a]",
    "uri://[ffff:abcd:0:10:200:3000:ff:255.255.255.255]",
    "uri://[::1:2:3:4:5:6:7:8]",
    "uri://[::1:2:3:4:5:6:198.162.10.255]",
    "uri://[1:2:3:4:5:6:7:8::]",
    "uri://[1:2:3:4:5:6::198.162.10.255]",
    "uri://[1:2:3:4:5::6:7:8]",
    "uri://[1:2:3:4:5::6:198.162.10.255]",
    "://user:pass@example.com:123/one/two.three?q1=a1&q2=a2#body",
    "uri://user:pass@example.com:123/one/two.three ?q1=a1&q2=a2#body",
    "uri://user:pass@example.com:123/one/two.three?q1=a1&q2=a2 #body",
    "_not_a_rfc3986_valid_uri_",
    "",
    "1a:b",
    "a:%4",
    "a:b\n",
    "uri://[1::2::3]",
    "uri://[fe80::1%25eth0]",
    "a:ä",
  ])("refuses %j", (text) => {
    expect(isUri(text)).toBe(false);
  });
});

describe("isAuthority", () => {
  it.each(["service.org", "127.0.0.1:8080", "localhost:8080", "test@127.0.0.1:8080", "[::cafe]"])(
    "takes %s",
    (text) => {
      expect(isAuthority(text)).toBe(true);
    },
  );

  it.each(["", ":8080", "user@", "a/b", "a?b", "a b", "[::cafe", "[]", "example.com:x", "a@b@c"])(
    "refuses %j",
    (text) => {
      expect(isAuthority(text)).toBe(false);
    },
  );
});

// https://github.com/spruceid/siwe/blob/main/test/valid_chars.json and invalid_chars.json
describe("characters", () => {
  it("takes all that RFC 3986 allows", () => {
    const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    expect(isScheme(`${letters}+-.`)).toBe(true);
    expect(isPchars(`${letters}-._~!$&'()*+,;=:@%00%ff%FF%0a%0A%20`)).toBe(true);
    expect(isUri(`a:b#${letters}-._~!$&'()*+,;=:@%00%ff%FF%0a%0A%20/?`)).toBe(true);
  });

  it.each(["^", "`", "|", "%", "?", "#", "["])("refuses %s between slashes", (text) => {
    expect(isPchars(text)).toBe(false);
  });

  it.each([" a", ":", "#", "?", "@", "!", "~", "", "1"])("refuses the scheme %j", (text) => {
    expect(isScheme(text)).toBe(false);
  });

  it.each(["#", "["])("refuses %s in a fragment", (text) => {
    expect(isUri(`a:b#${text}`)).toBe(false);
  });
});
