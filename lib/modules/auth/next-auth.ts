import "server-only";
import NextAuth, { type AuthOptions } from "next-auth";
import type { CredentialsConfig } from "next-auth/providers/credentials";
import { logout } from "@/lib/modules/auth/sessions/commands";
import { signIn } from "@/lib/modules/auth/sign-in/commands/sign-in";
import { ownPath } from "@/lib/modules/auth/sign-in/own-path";
import { getMe } from "@/lib/modules/auth/sign-in/queries";
import { loginInput } from "@/lib/modules/auth/sign-in/schema";
import { AppError } from "@/lib/server/errors";
import {
  decodeSession,
  encodeSession,
  sessionCookieName,
  sessionSecondsMax,
} from "@/lib/server/identity/session-cookie";
import { log } from "@/lib/server/log";
import { isSecureAddress, publicAddress } from "@/lib/server/public-address";
import { readTextBody } from "@/lib/server/read-json-body";
import { keysFor } from "@/lib/server/secrets/key-ring";
import type { Viewer } from "@/lib/server/viewer";

/*
 * next-auth 4 in one place: this file and lib/server/identity/session-cookie.ts are all that know it. It speaks to its
 * own client (session, csrf, sign in and out) and keeps its cookie; the commands of this module do the work, and the
 * row of the session decides what the cookie is worth.
 */

/** What went wrong inside, where next-auth would answer 401 and forget why. */
interface Trouble {
  error: unknown;
}

/**
 * Answers a request of next-auth's client.
 *
 * @param segments of the path after /api/auth.
 * @throws AppError `limited` and `upstream` of signing in, `not_found` for what next-auth does not know.
 */
export async function answerNextAuth(
  viewer: Viewer,
  segments: readonly string[],
  request: Request,
): Promise<Response> {
  if (!actions.has(segments[0] ?? "")) throw new AppError("not_found", "There is nothing at this address.");
  // next-auth reads its own address nowhere else; never what a request says of its host.
  // biome-ignore lint/style/noProcessEnv: see above
  process.env.NEXTAUTH_URL = publicAddress();
  const trouble: Trouble = { error: null };
  const answer = new RecordedAnswer();
  await handle(await asked(segments, request), answer, options(viewer, trouble));
  if (trouble.error !== null) throw trouble.error;
  return answer.response();
}

const actions = new Set(["session", "csrf", "providers", "signin", "signout", "callback", "error", "_log"]);

// The form for Next's older router, because the one for route handlers reads cookies from where only Next can put them.
const handle = NextAuth as unknown as (
  request: AskedNextAuth,
  answer: RecordedAnswer,
  options: AuthOptions,
) => Promise<unknown>;

interface AskedNextAuth {
  readonly method: string;
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  readonly cookies: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

async function asked(segments: readonly string[], request: Request): Promise<AskedNextAuth> {
  const { headers, method, url } = request;
  const cookies = (headers.get("cookie") ?? "").split(";").flatMap((part) => {
    const at = part.indexOf("=");
    return at === -1 ? [] : [[part.slice(0, at).trim(), decoded(part.slice(at + 1).trim())] as const];
  });
  return {
    method,
    query: { ...Object.fromEntries(new URL(url).searchParams), nextauth: segments },
    cookies: Object.fromEntries(cookies),
    headers: Object.fromEntries(headers),
    body:
      method === "POST" ? bodyOf(headers.get("content-type") ?? "", await readTextBody(request)) : undefined,
  };
}

function bodyOf(type: string, text: string): Readonly<Record<string, unknown>> {
  if (type.includes("application/x-www-form-urlencoded"))
    return Object.fromEntries(new URLSearchParams(text));
  if (!type.includes("application/json")) return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch (error) {
    throw new AppError("invalid", "The body is no JSON.", { cause: error });
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Not one of next-auth's cookies then.
    return text;
  }
}

function options(viewer: Viewer, trouble: Trouble): AuthOptions {
  const [{ key }] = keysFor("next-auth");
  return {
    secret: key.toString("base64url"),
    useSecureCookies: isSecureAddress(),
    session: { strategy: "jwt", maxAge: sessionSecondsMax },
    pages: { signIn: "/login", signOut: "/logout", error: "/login" },
    providers: [passwordProvider(viewer, trouble)],
    cookies: {
      sessionToken: {
        name: sessionCookieName(),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure: isSecureAddress() },
      },
    },
    jwt: {
      maxAge: sessionSecondsMax,
      encode: ({ token }) => encodeSession({ sub: String(token?.sub), sid: String(token?.sid) }),
      decode: async ({ token = "" }) => {
        const claims = await decodeSession(token);
        return claims === null ? null : { sub: claims.userId, sid: claims.sessionId };
      },
    },
    callbacks: {
      // Nothing but whose session and which: roles come from the database.
      jwt: ({ token, user }) =>
        user === undefined ? token : { sub: user.id, sid: (user as SignedInUser).sid },
      session: async ({ session }) => sessionOf(viewer, session.expires),
      redirect: ({ url, baseUrl }) => {
        const own = ownPath(url.startsWith(baseUrl) ? url.slice(baseUrl.length) : url);
        return own === null ? baseUrl : `${baseUrl}${own}`;
      },
    },
    events: { signOut: () => logout(viewer) },
    logger: {
      error: (code, metadata) => {
        // A cookie whose session has ended is no error of ours.
        if (code !== "JWT_SESSION_ERROR") log.error({ code, err: metadata }, "next-auth failed");
      },
      warn: (code) => log.warn({ code }, "next-auth warns"),
      debug: () => {},
    },
  };
}

interface SignedInUser {
  readonly id: string;
  readonly sid: string;
}

function passwordProvider(viewer: Viewer, trouble: Trouble): CredentialsConfig {
  return {
    id: "credentials",
    name: "Password",
    type: "credentials",
    credentials: { identifier: { label: "E-mail or user name" }, password: { type: "password" } },
    authorize: async (credentials) => {
      const { identifier, password } = credentials ?? {};
      const input = loginInput.safeParse({ identifier, password });
      if (!input.success) return null;
      try {
        const outcome = await signIn(viewer, input.data);
        // The page of signing in asks for the second factor itself; next-auth's client cannot.
        if (outcome.kind !== "signed_in") return null;
        const user: SignedInUser = { id: outcome.userId, sid: outcome.sessionId };
        return user;
      } catch (error) {
        trouble.error = error;
        throw error;
      }
    },
  };
}

/** What next-auth's client gets to know, from the rows of this very moment. @throws Error when the session has ended. */
async function sessionOf(viewer: Viewer, expires: string) {
  if (viewer.kind !== "user" || viewer.via !== "session") throw new Error("the session has ended");
  const { person, company, role } = await getMe(viewer);
  return { user: { id: person.id, name: person.name, email: person.email }, company, role, expires };
}

/** Stands in for Next's older response object, and becomes a response. */
class RecordedAnswer {
  private code = 200;
  private body: string | null = null;
  private readonly headers = new Map<string, readonly string[]>();

  status(code: number): this {
    this.code = code;
    return this;
  }

  getHeader(name: string): readonly string[] | undefined {
    return this.headers.get(name.toLowerCase());
  }

  setHeader(name: string, value: string | readonly string[]): this {
    this.headers.set(name.toLowerCase(), typeof value === "string" ? [value] : value);
    return this;
  }

  json(value: unknown): void {
    this.setHeader("content-type", "application/json");
    this.body = JSON.stringify(value);
  }

  send(value: unknown): void {
    if (typeof value === "string" || value === undefined) this.body = value ?? null;
    else this.json(value);
  }

  end(): void {
    this.body ??= null;
  }

  response(): Response {
    const headers = new Headers();
    for (const [name, values] of this.headers) for (const value of values) headers.append(name, value);
    return new Response(this.body, { status: this.code, headers });
  }
}
