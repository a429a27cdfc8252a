import type { WorkerReply, WorkerRequest } from "@/lib/browser/latest-worker";

/** Inside a web worker: answers every request of a `LatestWorker` with `compute`; what it throws goes back in words. */
export function answerRequests<Request, Answer>(compute: (request: Request) => Answer): void {
  const reply = (message: WorkerReply<Answer>) => self.postMessage(message);
  self.addEventListener("message", ({ data: { id, request } }: MessageEvent<WorkerRequest<Request>>) => {
    try {
      reply({ id, kind: "answer", answer: compute(request) });
    } catch (error) {
      reply({ id, kind: "failed", message: error instanceof Error ? error.message : String(error) });
    }
  });
}
