"use client";

import type { Answers, Ask, FromWorker, RunSnapshot, ToWorker } from "@/components/batch/worker/protocol";

interface Listener {
  readonly onSnapshot: (snapshot: RunSnapshot) => void;
  readonly onExportProgress: (ratio: number) => void;
  /** The worker itself died: a file that could not be loaded, memory that ran out. */
  readonly onDeath: (message: string) => void;
}

interface Waiting {
  readonly resolve: (value: Answers[keyof Answers]) => void;
  readonly reject: (error: Error) => void;
}

/** The page's end of the worker; starts it with the first message. */
export class WorkerClient {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private lastId = 0;

  private readonly listener: Listener;

  constructor(listener: Listener) {
    this.listener = listener;
  }

  send(message: ToWorker): void {
    this.started().postMessage(message);
  }

  /** The worker's answer. */
  ask<T extends Ask["type"]>(ask: Ask & { readonly type: T }): Promise<Answers[T]> {
    this.lastId += 1;
    const id = this.lastId;
    return new Promise<Answers[T]>((resolve, reject) => {
      this.waiting.set(id, { resolve: (value) => resolve(value as Answers[T]), reject });
      this.send({ type: "ask", id, ask });
    });
  }

  stop(): void {
    this.worker?.terminate();
    this.worker = null;
    this.refuseAll("The page was left.");
  }

  private started(): Worker {
    if (this.worker !== null) return this.worker;
    const worker = new Worker(new URL("./batch-worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", (event: MessageEvent<FromWorker>) => this.take(event.data));
    worker.addEventListener("error", (event) => {
      this.worker = null;
      worker.terminate();
      this.refuseAll(event.message);
      this.listener.onDeath(event.message);
    });
    this.worker = worker;
    return worker;
  }

  private take(message: FromWorker): void {
    switch (message.type) {
      case "snapshot":
        this.listener.onSnapshot(message.snapshot);
        return;
      case "export-progress":
        this.listener.onExportProgress(message.ratio);
        return;
      case "answer":
        this.waiting.get(message.id)?.resolve(message.value);
        this.waiting.delete(message.id);
        return;
      case "refused":
        this.waiting.get(message.id)?.reject(new Error(message.message));
        this.waiting.delete(message.id);
        return;
    }
  }

  private refuseAll(message: string): void {
    for (const { reject } of this.waiting.values()) reject(new Error(message));
    this.waiting.clear();
  }
}
