import type { RunProblem, RunRequest } from "@/components/batch/worker/protocol";
import {
  cancelledProblem,
  cutOffProblem,
  statusProblem,
  unreachableProblem,
} from "@/components/batch/worker/upload-problem";
import { uploadAddress } from "@/components/batch/worker/upload-request";
import { readLines } from "@/lib/browser/read-lines";
import type { UploadEvent } from "@/lib/modules/batch/schema/upload-events";

const lastTypes: readonly UploadEvent["type"][] = ["end", "needs-mapping", "failed"];

/**
 * Sends the file and hands over the server's events as they arrive. Aborting `signal` closes the connection, so that
 * the server stops too.
 *
 * @returns why it stopped early; `null` when the last event came.
 */
export async function runUpload(
  file: File,
  request: RunRequest,
  signal: AbortSignal,
  onEvent: (event: UploadEvent) => Promise<void> | void,
): Promise<RunProblem | null> {
  let response: Response;
  try {
    response = await fetch(uploadAddress(request), {
      method: "POST",
      headers: { accept: "application/x-ndjson", "content-type": "application/octet-stream" },
      body: file,
      signal,
    });
  } catch {
    return signal.aborted ? cancelledProblem : await failedSend(file);
  }
  const requestId = response.headers.get("x-request-id");
  if (!response.ok || response.body === null) {
    const retryAfter = response.headers.get("retry-after");
    const body = await jsonBody(response);
    return statusProblem({ status: response.status, body, retryAfter, requestId }, Date.now());
  }
  const lines = readLines(response.body);
  for (;;) {
    const event = await nextEvent(lines);
    if (signal.aborted) return cancelledProblem;
    if (event === null) return cutOffProblem(navigator.onLine, requestId);
    await onEvent(event);
    if (lastTypes.includes(event.type)) return null;
  }
}

/** The next whole event; `null` when the stream ended or broke, be it in the middle of a line. */
async function nextEvent(lines: AsyncGenerator<string>): Promise<UploadEvent | null> {
  try {
    const { value, done } = await lines.next();
    return done === true ? null : (JSON.parse(value) as UploadEvent);
  } catch {
    return null;
  }
}

/** A file that was changed or removed after it was chosen fails like a lost connection; looking at it tells which. */
async function failedSend(file: File): Promise<RunProblem> {
  try {
    await file.slice(0, 1).arrayBuffer();
    return unreachableProblem(navigator.onLine);
  } catch {
    return {
      kind: "file",
      title: "The file can no longer be read",
      meaning: "It was changed, moved or removed after you chose it. Choose it again.",
      retryAtMs: null,
      requestId: null,
    };
  }
}

async function jsonBody(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    // A proxy's page or a broken body: the status alone speaks.
    return null;
  }
}
