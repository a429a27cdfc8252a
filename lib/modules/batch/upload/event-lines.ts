import type { BatchRowError, BatchRowResult } from "@/lib/domain/batch/batch-row";
import { type PackedResult, packResult, type UploadEvent } from "@/lib/modules/batch/schema/upload-events";

const rowsAnEvent = 500;
const encoder = new TextEncoder();

/** An event as its line of the answer. */
export function encodeEvent(event: UploadEvent): Uint8Array<ArrayBuffer> {
  return encoder.encode(`${JSON.stringify(event)}\n`);
}

/** Gathers results and errors into events of a few hundred rows. */
export class EventGatherer {
  private results: PackedResult[] = [];
  private errors: BatchRowError[] = [];

  addResult(row: number, result: BatchRowResult): void {
    this.results.push(packResult(row, result));
  }

  addErrors(errors: readonly BatchRowError[]): void {
    this.errors.push(...errors);
  }

  get isFull(): boolean {
    return this.results.length >= rowsAnEvent || this.errors.length >= rowsAnEvent;
  }

  /** Forgets the results that have not been taken. */
  dropResults(): void {
    this.results = [];
  }

  takeResults(): Uint8Array<ArrayBuffer> | null {
    if (this.results.length === 0) return null;
    const rows = this.results;
    this.results = [];
    return encodeEvent({ type: "results", rows });
  }

  takeErrors(): Uint8Array<ArrayBuffer> | null {
    if (this.errors.length === 0) return null;
    const errors = this.errors;
    this.errors = [];
    return encodeEvent({ type: "errors", errors });
  }
}
