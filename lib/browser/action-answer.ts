import { askToConfirm } from "@/lib/browser/ask-person";
import type { FieldProblem } from "@/lib/browser/fetch-json";

/** What was wrong with a call of a server action, in words for the person. */
export interface ActionFailure {
  /** The server's code ("invalid", "conflict", ...), "unreachable" without an answer, "cancelled" by the person. */
  readonly code: string;
  readonly message: string;
  readonly reason?: string;
  readonly fields?: readonly FieldProblem[];
  /** To quote when asking for help; empty when the call never arrived. */
  readonly requestId: string;
}

/** What a server action answers, as the browser sees it. */
export type ActionAnswer<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly error: ActionFailure };

/** A server action, seen from the browser. */
export type ServerAction<Input, Data> = (input: Input) => Promise<ActionAnswer<Data>>;

/** Calls an action; what went wrong on the way is an answer, too, and never an exception. */
export async function callAction<Input, Data>(
  action: ServerAction<Input, Data>,
  input: Input,
): Promise<ActionAnswer<Data>> {
  try {
    return await action(input);
  } catch (error) {
    return { ok: false, error: failureOnTheWay(error) };
  }
}

/**
 * The same action; when it wants the person to prove anew who they are, they are asked and it is called once more.
 * Answers "cancelled" when they did not.
 */
export function confirmed<Input, Data>(action: ServerAction<Input, Data>): ServerAction<Input, Data> {
  return async (input) => {
    const first = await callAction(action, input);
    if (first.ok || first.error.reason !== "confirm_identity") return first;
    if (await askToConfirm()) return callAction(action, input);
    const message = "Nothing was changed, because you did not confirm that it is you.";
    return { ok: false, error: { code: "cancelled", message, requestId: "" } };
  };
}

function failureOnTheWay(error: unknown): ActionFailure {
  // What fetch throws when there is no answer at all; all else is an answer that is not of this build.
  if (error instanceof TypeError) {
    const message =
      "The server cannot be reached. Check the connection and try again; what you typed is kept.";
    return { code: "unreachable", message, requestId: "" };
  }
  const message =
    "The server's answer is not in the form this page understands. Reload the page and try again.";
  return { code: "unreadable", message, requestId: "" };
}
