import { Worker } from "node:worker_threads";
import type { FailedEvent } from "@/lib/modules/batch/schema/upload-events";
import { encodeEvent } from "@/lib/modules/batch/upload/event-lines";
import type { FromWorker, ToWorker, WorkerStart } from "@/lib/modules/batch/upload/worker-messages";
import { readingLimits } from "@/lib/spreadsheet/reading/reading-limits";

type Failure = Omit<FailedEvent["error"], "requestId">;

/** What one upload may take. */
export interface UploadBounds {
  /** From start to last line. */
  readonly totalMs: number;
  /** Without a byte from the client, to the client, or a line from the reading thread. */
  readonly silentMs: number;
  readonly memoryMb: number;
}

const bounds: UploadBounds = { totalMs: 600_000, silentMs: 45_000, memoryMb: 256 };

interface UploadRun {
  readonly workerFile: string;
  readonly start: WorkerStart;
  readonly body: ReadableStream<Uint8Array>;
  /** Aborts when the client goes away. */
  readonly signal: AbortSignal;
  readonly requestId: string;
  /** Called once, when nothing of the upload is left; with what went wrong when it is no fault of the file. */
  readonly onEnd: (unexpected: unknown) => void;
  readonly bounds?: UploadBounds;
}

/**
 * Reads a file in a thread of its own and answers its lines as a stream. The body is always taken as fast as it comes
 * (a browser may read nothing until it has sent everything) into a queue that the file's limit bounds; a slow reader
 * holds up only the thread. Whatever happens, the last line says how it ended.
 */
export function runUpload(run: UploadRun): ReadableStream<Uint8Array> {
  const upload = new Upload(run);
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => upload.begin(controller),
      pull: () => upload.pull(),
      cancel: () => upload.stop(null),
    },
    { highWaterMark: 0 },
  );
}

class Upload {
  private readonly run: UploadRun;
  private readonly bounds: UploadBounds;
  private readonly worker: Worker;
  private readonly lines: Uint8Array<ArrayBuffer>[] = [];
  private readonly timer: NodeJS.Timeout;
  private readonly startedMs = performance.now();
  private lastSignMs = this.startedMs;
  private controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  private isWanted = false;
  /** No more lines will come than those that wait. */
  private isComplete = false;
  private isStopped = false;
  private unexpected: unknown = null;

  constructor(run: UploadRun) {
    this.run = run;
    this.bounds = run.bounds ?? bounds;
    this.worker = new Worker(/* turbopackIgnore: true */ run.workerFile, {
      workerData: run.start,
      // Nothing of the environment is any business of a thread that reads strangers' files.
      env: {},
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: this.bounds.memoryMb, maxYoungGenerationSizeMb: 32 },
    });
    this.worker.on("message", (message: FromWorker) => this.hear(message));
    this.worker.once("error", (error) => this.crash(error));
    this.worker.once("exit", (code) => this.crash(new Error(`The reading thread ended with ${code}`)));
    this.timer = setInterval(() => this.checkTime(), 1000);
    this.timer.unref();
  }

  begin(controller: ReadableStreamDefaultController<Uint8Array>): void {
    this.controller = controller;
    if (this.run.signal.aborted) this.stop(null);
    this.run.signal.addEventListener("abort", () => this.stop(null), { once: true });
    void this.takeBody();
  }

  pull(): void {
    this.isWanted = true;
    this.lastSignMs = performance.now();
    this.give();
  }

  /** Ends everything now; what waits is dropped. */
  stop(unexpected: unknown): void {
    if (this.isStopped) return;
    this.isStopped = true;
    clearInterval(this.timer);
    this.lines.length = 0;
    void this.worker.terminate();
    this.run.onEnd(unexpected);
  }

  private async takeBody(): Promise<void> {
    let total = 0;
    const reader = this.run.body.getReader();
    try {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        total += value.byteLength;
        this.lastSignMs = performance.now();
        // The reading thread refuses the file by the first byte too many; a little more is taken so that the client
        // gets to read the answer.
        if (total > 2 * readingLimits.fileBytes) {
          await reader.cancel();
          return;
        }
        if (this.isComplete || this.isStopped || total > readingLimits.fileBytes + value.byteLength) continue;
        // A copy, because the chunk may be a view on memory that others share.
        const bytes = new Uint8Array(value);
        this.tell({ kind: "bytes", bytes }, [bytes.buffer]);
      }
      this.tell({ kind: "end-of-file" });
    } catch {
      // Mostly the client is gone, and with it the answer; whoever still listens is told.
      this.fail({ code: "invalid", message: "The file broke off while it was being sent. Send it again." });
    }
  }

  private hear(message: FromWorker): void {
    this.lastSignMs = performance.now();
    if (this.isComplete) return;
    if (message.kind === "lines") this.lines.push(message.bytes);
    else if (message.kind === "refused") this.fail({ code: "invalid", message: message.message });
    else this.isComplete = true;
    this.give();
  }

  private crash(error: unknown): void {
    if (this.isComplete || this.isStopped) return;
    const isFull = error instanceof Error && Reflect.get(error, "code") === "ERR_WORKER_OUT_OF_MEMORY";
    this.fail(
      isFull
        ? { code: "invalid", message: "The file needs more memory than a file may have here. Split it." }
        : {
            code: "internal",
            message: "Reading the file failed on our side. Quote the request id and we can find it.",
          },
      error,
    );
  }

  private checkTime(): void {
    const nowMs = performance.now();
    const isLate = nowMs - this.startedMs > this.bounds.totalMs;
    if (!isLate && nowMs - this.lastSignMs <= this.bounds.silentMs) return;
    // Nobody fetches the last lines.
    if (this.isComplete) this.abandon();
    else if (isLate) {
      const minutes = Math.round(this.bounds.totalMs / 60_000);
      this.fail({ code: "limited", message: `The file took more than ${minutes} minutes. Split it.` });
    } else {
      const seconds = Math.round(this.bounds.silentMs / 1000);
      this.fail({
        code: "limited",
        message: `Nothing happened for ${seconds} seconds. Send the file again.`,
      });
    }
  }

  private abandon(): void {
    this.controller?.error(new Error("The client did not fetch the answer"));
    this.stop(this.unexpected);
  }

  /** The last line says why; what has not been sent of the others is void. */
  private fail(error: Failure, unexpected: unknown = null): void {
    if (this.isComplete || this.isStopped) return;
    this.isComplete = true;
    this.lastSignMs = performance.now();
    this.lines.length = 0;
    this.lines.push(encodeEvent({ type: "failed", error: { ...error, requestId: this.run.requestId } }));
    void this.worker.terminate();
    this.unexpected = unexpected;
    this.give();
  }

  /** Hands the client one piece when it asked for one. */
  private give(): void {
    if (!this.isWanted || this.isStopped || this.controller === null) return;
    const bytes = this.lines.shift();
    if (bytes !== undefined) {
      this.isWanted = false;
      this.controller.enqueue(bytes);
      this.tell({ kind: "sent", bytes: bytes.byteLength });
    } else if (this.isComplete) {
      this.controller.close();
      this.stop(this.unexpected);
    }
  }

  private tell(message: ToWorker, handedOver: ArrayBuffer[] = []): void {
    if (!this.isComplete && !this.isStopped) this.worker.postMessage(message, handedOver);
  }
}
