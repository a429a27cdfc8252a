import { BatchRun } from "@/components/batch/worker/batch-run";
import { exportFile } from "@/components/batch/worker/export-file";
import type {
  Answers,
  Ask,
  ExportWhat,
  FromWorker,
  ToWorker,
  ViewSpec,
} from "@/components/batch/worker/protocol";

/*
 * Everything that a file of a hundred thousand rows costs happens here: sending it, reading the answer, keeping,
 * sorting and filtering the rows, writing exports. The page's own thread only draws.
 */

let run: BatchRun | null = null;
let exportAbort: AbortController | null = null;
let spec: ViewSpec = { filter: "", models: [], only: null, sort: null };

addEventListener("message", (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  switch (message.type) {
    case "run":
      run?.cancel();
      run = new BatchRun(
        message.runId,
        message.file,
        message.request,
        { spec, version: (run?.view.snapshot().version ?? 0) + 1 },
        (snapshot) => tell({ type: "snapshot", snapshot }),
      );
      void run.run();
      return;
    case "cancel":
      run?.cancel();
      return;
    case "cancel-export":
      exportAbort?.abort();
      return;
    case "view":
      spec = message.view;
      run?.view.change(spec);
      run?.sendReport();
      return;
    case "ask":
      void answer(message.id, message.ask);
      return;
  }
});

async function answer(id: number, ask: Ask): Promise<void> {
  try {
    tell({ type: "answer", id, value: await answerTo(ask) });
  } catch (error) {
    tell({ type: "refused", id, message: error instanceof Error ? error.message : String(error) });
  }
}

function answerTo(ask: Ask): Answers[keyof Answers] | Promise<Blob | null> {
  if (run === null) throw new Error("There is no run to ask about.");
  const { store, view } = run;
  switch (ask.type) {
    case "rows": {
      const rows = Array.from(view.entries.subarray(ask.from, ask.to), (entry) => store.tableRow(entry));
      return { version: view.snapshot().version, rows };
    }
    case "errors":
      return store.errors.slice(ask.from, ask.to);
    case "export":
      return exported(run, ask.what);
  }
}

function tell(message: FromWorker): void {
  postMessage(message);
}

async function exported(of: BatchRun, what: ExportWhat): Promise<Blob | null> {
  const abort = new AbortController();
  exportAbort = abort;
  try {
    return await exportFile(of, what, { onProgress: progressTeller(), signal: abort.signal });
  } catch (error) {
    if (abort.signal.aborted) return null;
    throw error;
  }
}

/** Tells the page how far an export is, at most fifty times. */
function progressTeller(): (ratio: number) => void {
  let told = 0;
  return (ratio) => {
    if (ratio - told < 0.02) return;
    told = ratio;
    tell({ type: "export-progress", ratio });
  };
}
