import { Signal } from "@/components/batch/signal";
import type { BatchTableRow } from "@/components/batch/worker/protocol";

const pageRows = 100;
/** Pages kept: those around the screen and those a person scrolls back to. */
const keptMax = 40;

type LoadRows = (from: number, to: number) => Promise<{ version: number; rows: readonly BatchTableRow[] }>;

/**
 * The rows of the table that the page holds, in pages of a hundred. Rows of an older version stay until the new ones
 * are there, so that nothing flickers while a file is still being read.
 */
export class RowPages {
  private readonly pages = new Map<number, { version: number; rows: readonly BatchTableRow[] }>();
  private readonly asked = new Map<number, number>();

  private readonly load: LoadRows;
  /** Rises when rows have arrived. */
  readonly tick = new Signal(0);

  constructor(load: LoadRows) {
    this.load = load;
  }

  at(index: number): BatchTableRow | undefined {
    return this.pages.get(Math.floor(index / pageRows))?.rows[index % pageRows];
  }

  /** Sees to it that the rows from..to of a version are here, or on their way. */
  want(from: number, to: number, version: number): void {
    for (let page = Math.floor(from / pageRows); page * pageRows < to; page += 1) {
      if (this.pages.get(page)?.version === version || this.asked.get(page) === version) continue;
      this.asked.set(page, version);
      void this.fetch(page, version);
    }
  }

  clear(): void {
    this.pages.clear();
    this.asked.clear();
  }

  private async fetch(page: number, version: number): Promise<void> {
    try {
      const answer = await this.load(page * pageRows, (page + 1) * pageRows);
      // The version asked for is noted, not the newer one that may have come: else it would be asked for again.
      const before = this.pages.get(page)?.rows ?? [];
      this.pages.delete(page);
      this.pages.set(page, {
        version: Math.max(version, answer.version),
        // A row that stays keeps its identity, so that it is not drawn again.
        rows: answer.rows.map((row, place) => (isSame(before[place], row) ? (before[place] ?? row) : row)),
      });
      for (const oldest of this.pages.keys()) {
        if (this.pages.size <= keptMax) break;
        this.pages.delete(oldest);
      }
      this.tick.set(this.tick.get() + 1);
    } catch {
      // The run is gone; its pages are cleared with it.
    } finally {
      if (this.asked.get(page) === version) this.asked.delete(page);
    }
  }
}

/** Within a run a row of the file has one answer; only its errors may still come. */
function isSame(a: BatchTableRow | undefined, b: BatchTableRow): boolean {
  return a !== undefined && a.row === b.row && a.errors.length === b.errors.length;
}
