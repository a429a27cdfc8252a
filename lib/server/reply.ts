/** A cookie that an answer sets; `maxAgeSeconds` 0 removes it. Always HttpOnly, SameSite=Lax, for the whole host. */
export interface ReplyCookie {
  readonly name: string;
  readonly value: string;
  readonly maxAgeSeconds: number;
  readonly isSecure: boolean;
}

/** What a handler may add to its answer beside the body. */
export interface Reply {
  setCookie(cookie: ReplyCookie): void;
}

/** A `Set-Cookie` header's value. Names and values of ours are tokens and base64url, which need no quoting. */
export function cookieHeader({ name, value, maxAgeSeconds, isSecure }: ReplyCookie): string {
  const secure = isSecure ? "; Secure" : "";
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`;
}
