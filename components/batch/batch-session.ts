import {
  forgetMapping,
  type RememberedMapping,
  recallMapping,
  rememberMapping,
} from "@/components/batch/mapping-memory";
import { RowPages } from "@/components/batch/row-pages";
import { Signal } from "@/components/batch/signal";
import type {
  BatchTableRow,
  ExportWhat,
  OwnMarket,
  RunMode,
  RunProblem,
  RunSnapshot,
  ViewSpec,
} from "@/components/batch/worker/protocol";
import { WorkerClient } from "@/components/batch/worker/worker-client";
import type { BatchField, BatchSettings } from "@/lib/domain/batch/batch-field";
import type { BatchRowError } from "@/lib/domain/batch/batch-row";
import type { TableEvent } from "@/lib/modules/batch/schema/upload-events";

/** Everything about the file in hand that the screen shows. */
export interface SessionState {
  readonly file: File | null;
  /** What the file is, once its first rows were read. */
  readonly table: TableEvent | null;
  /** Sheet that the person chose; `null` for the first. */
  readonly sheet: string | null;
  readonly mapping: readonly (BatchField | null)[];
  /** The mapping comes from an earlier visit. */
  readonly remembered: RememberedMapping | null;
  /** The look at the first rows of the file. */
  readonly inspection: RunSnapshot | null;
  /** The last check or calculation. */
  readonly run: RunSnapshot | null;
  /** Columns or settings have changed since `run`. */
  readonly isOutdated: boolean;
  /** Why a file was not even sent. */
  readonly refusal: RunProblem | null;
}

const nothing: SessionState = {
  file: null,
  table: null,
  sheet: null,
  mapping: [],
  remembered: null,
  inspection: null,
  run: null,
  isOutdated: false,
  refusal: null,
};

const mebibyte = 1024 * 1024;
/** What the server takes. */
export const fileBytesMax = 25 * mebibyte;

/** What a run needs beside the file and its mapping. */
export interface RunInputs {
  readonly settings: BatchSettings;
  readonly market: OwnMarket;
  readonly isAllOrNothing: boolean;
}

/** The file in hand, its columns and its runs: the state behind the screen, outside React. */
export class BatchSession {
  private state = nothing;
  private readonly listeners = new Set<() => void>();
  private runId = 0;
  private view: ViewSpec = { filter: "", models: [], only: null, sort: null };
  readonly rows: RowPages;
  /** 0..1 while an export is being written, else `null`. Apart from the rest, which it leaves as it is. */
  readonly exportRatio = new Signal<number | null>(null);
  private readonly client: WorkerClient;

  constructor() {
    this.client = new WorkerClient({
      onSnapshot: (snapshot) => this.take(snapshot),
      onExportProgress: (ratio) => this.exportRatio.set(ratio),
      onDeath: (message) => this.set({ ...nothing, file: this.state.file, refusal: deathProblem(message) }),
    });
    this.rows = new RowPages((from, to) => this.client.ask({ type: "rows", from, to }));
  }

  readonly subscribe = (notify: () => void): (() => void) => {
    this.listeners.add(notify);
    return () => {
      this.listeners.delete(notify);
      if (this.listeners.size === 0) this.client.stop();
    };
  };

  readonly getState = (): SessionState => this.state;

  /** Takes a file and looks at its first rows. */
  choose(file: File, inputs: RunInputs): void {
    this.client.send({ type: "cancel" });
    this.rows.clear();
    const refusal = fileProblem(file);
    // What the run before still says is no news of this file.
    this.runId += 1;
    this.set({ ...nothing, file: refusal === null ? file : null, refusal });
    if (refusal === null) this.start("inspect", inputs);
  }

  /** Looks at another sheet of the workbook in hand. */
  chooseSheet(sheet: string, inputs: RunInputs): void {
    this.rows.clear();
    this.set({ ...nothing, file: this.state.file, sheet });
    this.start("inspect", inputs);
  }

  start(mode: RunMode, inputs: RunInputs): void {
    const { file, table, mapping, sheet } = this.state;
    if (file === null) return;
    this.runId += 1;
    this.rows.clear();
    // The run before stays in sight until the first word of this one, a moment later.
    this.set({ isOutdated: false, refusal: null });
    this.client.send({ type: "view", view: this.view });
    const request = { mode, mapping: table === null ? null : mapping, sheet, ...inputs };
    this.client.send({ type: "run", runId: this.runId, file, request });
  }

  cancel(): void {
    this.client.send({ type: "cancel" });
  }

  /** Puts the file away. */
  leave(): void {
    this.client.send({ type: "cancel" });
    this.rows.clear();
    this.runId += 1;
    this.set(nothing);
  }

  setField(column: number, field: BatchField | null): void {
    const { table, mapping } = this.state;
    if (table === null) return;
    // A field has one column: choosing it elsewhere frees it here.
    const next = mapping.map((taken, place) => (place === column ? field : taken === field ? null : taken));
    const remembered = { mapping: next, savedAt: new Date().toISOString() };
    rememberMapping(localStorage, table.headers, remembered);
    this.set({ mapping: next, remembered, isOutdated: this.state.run !== null });
  }

  /** Back to how the server understands the columns. */
  forget(): void {
    const { table } = this.state;
    if (table === null) return;
    forgetMapping(localStorage, table.headers);
    this.set({ mapping: table.mapping, remembered: null, isOutdated: this.state.run !== null });
  }

  /** What the person set has changed: the run shown is of before. */
  outdate(): void {
    if (this.state.run !== null && !this.state.isOutdated) this.set({ isOutdated: true });
  }

  setView(view: ViewSpec): void {
    this.view = view;
    // The worker starts with the first file, not with the page.
    if (this.runId > 0) this.client.send({ type: "view", view });
  }

  errors(from: number, to: number): Promise<readonly BatchRowError[]> {
    return this.client.ask({ type: "errors", from, to });
  }

  /** The rows as the table shows them: filtered and in its order. */
  async shownRows(from: number, to: number): Promise<readonly BatchTableRow[]> {
    return (await this.client.ask({ type: "rows", from, to })).rows;
  }

  /** The file, or `null` when the person did not want to wait for it. */
  async export(what: ExportWhat): Promise<Blob | null> {
    this.exportRatio.set(0);
    try {
      return await this.client.ask({ type: "export", what });
    } finally {
      this.exportRatio.set(null);
    }
  }

  cancelExport(): void {
    this.client.send({ type: "cancel-export" });
  }

  private take(snapshot: RunSnapshot): void {
    if (snapshot.runId !== this.runId) return;
    if (snapshot.mode === "inspect") this.set({ inspection: snapshot, ...this.columns(snapshot) });
    else this.set({ run: snapshot, ...this.columns(snapshot) });
  }

  /** The columns of the file when they come, and when a later letter shows that they are spelled otherwise. */
  private columns({ table, mode }: RunSnapshot): Partial<SessionState> {
    const { table: known } = this.state;
    if (table === null || JSON.stringify(table.headers) === JSON.stringify(known?.headers)) return {};
    // A run that was sent with a mapping answers that mapping; what the headers alone say is known before.
    if (known !== null && mode !== "inspect") return { table: { ...table, mapping: known.mapping } };
    const recalled = recallMapping(localStorage, table.headers);
    const remembered = recalled?.mapping.length === table.headers.length ? recalled : null;
    return { table, remembered, mapping: remembered?.mapping ?? table.mapping };
  }

  private set(patch: Partial<SessionState>): void {
    this.state = { ...this.state, ...patch };
    for (const notify of this.listeners) notify();
  }
}

function fileProblem(file: File): RunProblem | null {
  const problem = (title: string, meaning: string): RunProblem => ({
    kind: "file",
    title,
    meaning,
    retryAtMs: null,
    requestId: null,
  });
  if (file.size > fileBytesMax) {
    const size = (file.size / mebibyte).toFixed(1);
    return problem(
      "The file is too large",
      `${file.name} has ${size} MiB; 25 MiB are taken. Split it, or save the sheet with the machines alone as CSV.`,
    );
  }
  if (file.size === 0) {
    return problem("The file is empty", `${file.name} has no bytes. Save it again and choose it anew.`);
  }
  return null;
}

function deathProblem(message: string): RunProblem {
  return {
    kind: "server",
    title: "This page could not go on",
    meaning: `Its calculation thread has stopped${message === "" ? "" : ` (${message})`}. Run the file again; if it stays so, reload the page.`,
    retryAtMs: null,
    requestId: null,
  };
}
