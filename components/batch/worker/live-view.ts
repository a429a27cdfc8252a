import type { ViewSnapshot, ViewSpec } from "@/components/batch/worker/protocol";
import type { ResultStore } from "@/components/batch/worker/result-store";
import { countsOf, viewEntries } from "@/components/batch/worker/row-view";

/** What the table shows of a store that still grows; worked out anew when somebody looks and something has changed. */
export class LiveView {
  private readonly store: ResultStore;
  private spec: ViewSpec;
  private shown: Uint32Array = new Uint32Array();
  private seenLength = -1;
  private last: ViewSnapshot;

  /** @param version versions rise from run to run, or the page would take a new run's rows for the old ones. */
  constructor(store: ResultStore, spec: ViewSpec, version: number) {
    this.store = store;
    this.spec = spec;
    this.last = { version, count: 0, total: 0, counts: { loss: 0, "no-payback": 0, error: 0 } };
  }

  change(spec: ViewSpec): void {
    this.spec = spec;
    this.seenLength = -1;
  }

  snapshot(): ViewSnapshot {
    if (this.seenLength === this.store.length) return this.last;
    this.seenLength = this.store.length;
    this.shown = viewEntries(this.store, this.spec);
    this.last = {
      version: this.last.version + 1,
      count: this.shown.length,
      total: this.store.length,
      counts: countsOf(this.store),
    };
    return this.last;
  }

  /** Entries in the order shown. */
  get entries(): Uint32Array {
    this.snapshot();
    return this.shown;
  }
}
