/** One broken rule of a request, as the API words it. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
  readonly value?: string;
}

/** An answer that is not the documented body: the API's own error, no answer at all, or an answer nobody understands. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  /** The API's code ("invalid", "limited", ...), "unreachable" without an answer, "unreadable" for a wrong body. */
  readonly code: string;
  readonly status: number | null;
  readonly fields: readonly FieldProblem[];
  /** To quote when asking for help; `null` when the request never arrived. */
  readonly requestId: string | null;

  constructor(details: {
    code: string;
    message: string;
    status: number | null;
    fields?: readonly FieldProblem[];
    requestId?: string | null;
    cause?: unknown;
  }) {
    super(details.message, { cause: details.cause });
    this.code = details.code;
    this.status = details.status;
    this.fields = details.fields ?? [];
    this.requestId = details.requestId ?? null;
  }
}

interface FetchJsonOptions {
  readonly method?: "GET" | "POST";
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/**
 * The body of an answer, checked by `parse` (a type guard by hand, or a schema's `parse` where zod is loaded anyway).
 *
 * @throws {ApiError} when the answer is an error, does not come, or `parse` throws.
 */
export async function fetchJson<T>(
  url: string,
  parse: (body: unknown) => T,
  options: FetchJsonOptions = {},
): Promise<T> {
  const response = await send(url, options);
  const requestId = response.headers.get("x-request-id");
  const body = await readBody(response);
  if (!response.ok) throw toApiError(body, response.status, requestId);
  try {
    return parse(body);
  } catch (cause) {
    const message =
      "The answer is not in the form this page understands. Reload the page; it may be out of date.";
    throw new ApiError({ code: "unreadable", message, status: response.status, requestId, cause });
  }
}

async function send(url: string, { method = "GET", body, signal }: FetchJsonOptions): Promise<Response> {
  const init: RequestInit = { method, headers: { accept: "application/json" } };
  if (body !== undefined) {
    init.headers = { accept: "application/json", "content-type": "application/json" };
    init.body = JSON.stringify(body);
  }
  if (signal !== undefined) init.signal = signal;
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    const message = "The server cannot be reached. Check the connection; the page tries again by itself.";
    throw new ApiError({ code: "unreachable", message, status: null, cause });
  }
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: a proxy's page, or nothing. The callers' checks turn it into an error with the status.
    return null;
  }
}

function toApiError(body: unknown, status: number, headerId: string | null): ApiError {
  const error = isRecord(body) && isRecord(body.error) ? body.error : {};
  return new ApiError({
    code: typeof error.code === "string" ? error.code : "unreadable",
    message: typeof error.message === "string" ? error.message : `The server answered with status ${status}.`,
    status,
    fields: Array.isArray(error.fields) ? error.fields.filter(isFieldProblem) : [],
    requestId: typeof error.requestId === "string" ? error.requestId : headerId,
  });
}

/** Whether a value from outside is an object whose fields may be asked for. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The body where only that it is an object is looked at. @throws TypeError for any other. */
export function parseRecord(body: unknown): Record<string, unknown> {
  if (isRecord(body)) return body;
  throw new TypeError("not an object");
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isRecord(value) && typeof value.field === "string" && typeof value.message === "string";
}
