import "server-only";
import { cookies, headers } from "next/headers";
import type { z } from "zod";
import { AppError, type ErrorBody, errorBody, toAppError } from "@/lib/server/errors";
import { fieldProblems } from "@/lib/server/field-problems";
import { requestFacts, resolveViewer } from "@/lib/server/identity/resolve-viewer";
import { log } from "@/lib/server/log";
import { requireOwnOrigin } from "@/lib/server/origin-guard";
import { enforceRateLimit, type RateLimit, rateLimitKey } from "@/lib/server/rate-limit";
import type { Reply, ReplyCookie } from "@/lib/server/reply";
import { type Access, authorize, type Viewer } from "@/lib/server/viewer";

/** What a form gets back: the data, or what was wrong and where. What was typed stays in the form. */
export type ActionResult<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly error: ErrorBody["error"] };

interface ActionDefinition<Input extends z.ZodType, Data> {
  readonly name: string;
  readonly permission: Access;
  readonly input: Input;
  readonly rateLimit?: RateLimit;
  readonly run: (viewer: Viewer, input: z.output<Input>, reply: Reply) => Promise<Data>;
}

/**
 * A server action in the fixed order viewer, origin, permission, rate limit, parse, command, result. Server actions
 * are public POST endpoints, so each one checks for itself; the mark lets a test find one that was not built here.
 */
export function defineAction<Input extends z.ZodType, Data>(definition: ActionDefinition<Input, Data>) {
  const act = async (rawInput: unknown): Promise<ActionResult<Data>> => {
    const sent = await headers();
    const facts = requestFacts(sent);
    try {
      const viewer = await resolveViewer(sent, facts);
      requireOwnOrigin("POST", sent);
      authorize(viewer, definition.permission);
      const { rateLimit } = definition;
      if (rateLimit !== undefined) await enforceRateLimit(rateLimit, rateLimitKey(rateLimit, viewer));
      const parsed = definition.input.safeParse(rawInput);
      if (!parsed.success) {
        const fields = fieldProblems(parsed.error, rawInput);
        throw new AppError("invalid", "Some fields need another look.", { fields });
      }
      const set: ReplyCookie[] = [];
      const reply: Reply = { setCookie: (cookie) => void set.push(cookie) };
      const data = await definition.run(viewer, parsed.data, reply);
      if (set.length > 0) await sendCookies(set);
      return { ok: true, data };
    } catch (error) {
      const known = toAppError(error);
      if (known === null) {
        log.error({ err: error, requestId: facts.id, action: definition.name }, "action failed");
      }
      return { ok: false, error: errorBody(known, facts.id).error };
    }
  };
  return Object.assign(act, { action: definition.name, permission: definition.permission });
}

async function sendCookies(set: readonly ReplyCookie[]): Promise<void> {
  const jar = await cookies();
  for (const { name, value, maxAgeSeconds, isSecure } of set) {
    jar.set({
      name,
      value,
      maxAge: maxAgeSeconds,
      secure: isSecure,
      httpOnly: true,
      sameSite: "lax",
      path: "/",
    });
  }
}
