import { constants, setPriority } from "node:os";
import { type MessagePort, parentPort, workerData } from "node:worker_threads";
import { modelLookup } from "@/lib/domain/batch/model-lookup";
import { processUpload } from "@/lib/modules/batch/upload/process-upload";
import type { FromWorker, ToWorker, WorkerStart } from "@/lib/modules/batch/upload/worker-messages";
import { SpreadsheetError } from "@/lib/spreadsheet/reading/spreadsheet-error";

/*
 * The thread that reads one file: an entry of its own (scripts/launcher/build.mjs bundles it), started by
 * run-upload.ts. It never holds more unsent lines than the window, however slowly the client reads.
 */

const unsentBytesMax = 512 * 1024;
/** Bytes read in one go; between two of them results may leave and messages be heard. */
const pieceBytes = 64 * 1024;

/** What the web thread sends, as a stream of bytes and a count of what the client has taken. */
class Inbox {
  private readonly chunks: Uint8Array[] = [];
  private isComplete = false;
  private unsentBytes = 0;
  private wake: () => void = () => {};

  constructor(port: MessagePort) {
    port.on("message", (message: ToWorker) => {
      if (message.kind === "bytes") this.chunks.push(message.bytes);
      else if (message.kind === "sent") this.unsentBytes -= message.bytes;
      else this.isComplete = true;
      this.wake();
    });
  }

  async *bytes(): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = this.chunks.shift();
      if (chunk !== undefined) {
        for (let at = 0; at < chunk.length; at += pieceBytes) yield chunk.subarray(at, at + pieceBytes);
      } else if (this.isComplete) return;
      else await this.news();
    }
  }

  /** Resolves once `bytes` more may leave. */
  async room(bytes: number): Promise<void> {
    while (this.unsentBytes > 0 && this.unsentBytes + bytes > unsentBytesMax) await this.news();
    this.unsentBytes += bytes;
  }

  private news(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
    });
  }
}

async function work(port: MessagePort, { job, models }: WorkerStart): Promise<void> {
  const send = (message: FromWorker, handedOver: ArrayBuffer[] = []) => port.postMessage(message, handedOver);
  const inbox = new Inbox(port);
  try {
    const lines = processUpload(inbox.bytes(), job, modelLookup(models), () => performance.now());
    for await (const bytes of lines) {
      await inbox.room(bytes.byteLength);
      send({ kind: "lines", bytes }, [bytes.buffer]);
    }
    send({ kind: "done" });
  } catch (error) {
    if (!(error instanceof SpreadsheetError)) throw error;
    send({ kind: "refused", message: error.message });
  }
  port.close();
}

// Linux gives each thread a priority of its own: pages that are asked for meanwhile come first. Elsewhere this would
// slow the whole process.
if (process.platform === "linux") setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
if (parentPort === null) throw new Error("This file is started as a thread");
// What is thrown here ends the thread, and the web thread hears of it.
await work(parentPort, workerData);
