import type { RunProblem } from "@/components/batch/worker/protocol";
import { isRecord } from "@/lib/browser/fetch-json";

const kept = "What has arrived is kept and marked incomplete.";

/** What an answer with an error status means for the person, and what to do. */
export function statusProblem(
  answer: {
    readonly status: number;
    readonly body: unknown;
    readonly retryAfter: string | null;
    readonly requestId: string | null;
  },
  nowMs: number,
): RunProblem {
  const { status, retryAfter } = answer;
  const error = isRecord(answer.body) && isRecord(answer.body.error) ? answer.body.error : {};
  const said = typeof error.message === "string" ? error.message : null;
  const requestId = typeof error.requestId === "string" ? error.requestId : answer.requestId;
  const waitS = waitSeconds(retryAfter, nowMs);
  if (status === 429 || status === 503) {
    return {
      kind: "busy",
      title: status === 429 ? "Too many files at once" : "The server is busy",
      meaning: `${sentence(said)}The file is still here: run it again in a moment.`,
      retryAtMs: nowMs + (waitS ?? 10) * 1000,
      requestId,
    };
  }
  if (status >= 400 && status < 500) {
    return {
      kind: "file",
      title: "This file cannot be used",
      meaning: said ?? `The server refused it with status ${status}.`,
      retryAtMs: null,
      requestId,
    };
  }
  return {
    kind: "server",
    title: "The server could not go on",
    meaning: `${sentence(said)}Nothing is wrong with what you did. Run the file again; if it stays so, ask for help.`,
    retryAtMs: null,
    requestId,
  };
}

/** The request never got an answer. */
export function unreachableProblem(isOnline: boolean): RunProblem {
  return {
    kind: "offline",
    title: isOnline ? "The server cannot be reached" : "You are offline",
    meaning: isOnline
      ? "The file was not taken. Check the connection and run it again; the file is still here."
      : "The file is still here: run it when the connection is back.",
    retryAtMs: null,
    requestId: null,
  };
}

/** The answer stopped before its last line. */
export function cutOffProblem(isOnline: boolean, requestId: string | null): RunProblem {
  return {
    kind: "cut-off",
    title: isOnline ? "The answer broke off" : "The connection was lost",
    meaning: `The server had not finished. ${kept} Run the file again for the rest.`,
    retryAtMs: null,
    requestId,
  };
}

/** The person pressed Cancel. */
export const cancelledProblem: RunProblem = {
  kind: "cancelled",
  title: "Cancelled",
  meaning: `The server has stopped reading. ${kept}`,
  retryAtMs: null,
  requestId: null,
};

/** A `Retry-After` of seconds or of a date, as seconds from now; `null` when there is none. */
export function waitSeconds(retryAfter: string | null, nowMs: number): number | null {
  if (retryAfter === null || retryAfter.trim() === "") return null;
  const seconds = Number(retryAfter);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const atMs = Date.parse(retryAfter);
  return Number.isNaN(atMs) ? null : Math.max(0, Math.ceil((atMs - nowMs) / 1000));
}

function sentence(said: string | null): string {
  if (said === null) return "";
  return /[.!?]$/.test(said) ? `${said} ` : `${said}. `;
}
