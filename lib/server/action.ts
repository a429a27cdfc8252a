import "server-only";
import { randomUUID } from "node:crypto";
import { headers } from "next/headers";
import type { z } from "zod";
import { env } from "@/lib/server/env";
import { AppError, type ErrorBody, errorBody, toAppError } from "@/lib/server/errors";
import { fieldProblems } from "@/lib/server/field-problems";
import { log } from "@/lib/server/log";
import { enforceRateLimit, type RateLimit } from "@/lib/server/rate-limit";
import { authorize, clientAddress, type Permission, type Viewer } from "@/lib/server/viewer";

/** What a form gets back: the data, or what was wrong and where. What was typed stays in the form. */
export type ActionResult<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly error: ErrorBody["error"] };

interface ActionDefinition<Input extends z.ZodType, Data> {
  readonly name: string;
  readonly permission: Permission;
  readonly input: Input;
  readonly rateLimit?: RateLimit;
  readonly run: (viewer: Viewer, input: z.output<Input>) => Promise<Data>;
}

/**
 * A server action in the fixed order viewer, permission, rate limit, parse, command, result. Server actions
 * are public POST endpoints, so each one checks for itself; the mark lets a test find one that was not built here.
 */
export function defineAction<Input extends z.ZodType, Data>(definition: ActionDefinition<Input, Data>) {
  const act = async (rawInput: unknown): Promise<ActionResult<Data>> => {
    const requestId = randomUUID();
    try {
      const address = clientAddress(await headers(), env().TRUSTED_PROXY_COUNT);
      const viewer: Viewer = { kind: "visitor", address };
      authorize(viewer, definition.permission);
      if (definition.rateLimit !== undefined) enforceRateLimit(definition.rateLimit, address);
      const parsed = definition.input.safeParse(rawInput);
      if (!parsed.success) {
        const fields = fieldProblems(parsed.error, rawInput);
        throw new AppError("invalid", "Some fields need another look.", { fields });
      }
      return { ok: true, data: await definition.run(viewer, parsed.data) };
    } catch (error) {
      const known = toAppError(error);
      if (known === null) log.error({ err: error, requestId, action: definition.name }, "action failed");
      return { ok: false, error: errorBody(known, requestId).error };
    }
  };
  return Object.assign(act, { action: definition.name });
}
