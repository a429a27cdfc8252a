/** What goes to a worker; `id` ties the reply to it. */
export interface WorkerRequest<Request> {
  readonly id: number;
  readonly request: Request;
}

/** What comes back: `answerRequests` writes it. */
export type WorkerReply<Answer> =
  | { readonly id: number; readonly kind: "answer"; readonly answer: Answer }
  | { readonly id: number; readonly kind: "failed"; readonly message: string };

export interface LatestWorkerListener<Request, Answer> {
  readonly onAnswer: (request: Request, answer: Answer) => void;
  /** The computation threw, or the worker itself could not be loaded or died. */
  readonly onFailure: (request: Request, message: string) => void;
}

/**
 * A web worker of which only the newest question counts: it computes one at a time, a newer question replaces the one
 * that waits, and what is overtaken is never reported. A worker that died is started anew at the next question.
 */
export class LatestWorker<Request, Answer> {
  private readonly start: () => Worker;
  private readonly listener: LatestWorkerListener<Request, Answer>;
  private worker: Worker | null = null;
  private running: WorkerRequest<Request> | null = null;
  private waiting: WorkerRequest<Request> | null = null;
  private lastId = 0;

  /** @param start makes the worker; called at the first question. */
  constructor(start: () => Worker, listener: LatestWorkerListener<Request, Answer>) {
    this.start = start;
    this.listener = listener;
  }

  ask(request: Request): void {
    this.lastId += 1;
    this.waiting = { id: this.lastId, request };
    if (this.running === null) this.next();
  }

  /** Ends the worker; nothing is reported any more. */
  close(): void {
    this.waiting = null;
    this.stop();
  }

  private next(): void {
    const { waiting } = this;
    if (waiting === null) return;
    this.waiting = null;
    this.running = waiting;
    try {
      this.worker ??= this.begin();
      this.worker.postMessage(waiting);
    } catch (error) {
      this.fail(error instanceof Error ? error.message : String(error));
    }
  }

  private begin(): Worker {
    const worker = this.start();
    worker.addEventListener("message", (event: MessageEvent<WorkerReply<Answer>>) => this.hear(event.data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.fail(event.message || "the worker could not be loaded");
    });
    worker.addEventListener("messageerror", () => this.fail("the worker's answer could not be read"));
    return worker;
  }

  private hear(reply: WorkerReply<Answer>): void {
    const { running } = this;
    if (running === null || reply.id !== running.id) return;
    this.running = null;
    if (this.waiting === null) {
      if (reply.kind === "answer") this.listener.onAnswer(running.request, reply.answer);
      else this.listener.onFailure(running.request, reply.message);
    }
    this.next();
  }

  private fail(message: string): void {
    const { running } = this;
    this.stop();
    if (running !== null && this.waiting === null) this.listener.onFailure(running.request, message);
    this.next();
  }

  private stop(): void {
    this.worker?.terminate();
    this.worker = null;
    this.running = null;
  }
}
