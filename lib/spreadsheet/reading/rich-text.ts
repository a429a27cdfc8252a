import { readingLimits } from "./reading-limits";

/** Gathers the text of a cell out of its runs; how a word is pronounced (`rPh`) is not part of it. */
export class RichText {
  private runs = "";
  private isText = false;
  private isPhonetic = false;

  open(name: string): void {
    if (name === "t") this.isText = true;
    else if (name === "rPh") this.isPhonetic = true;
  }

  append(piece: string): void {
    if (!this.isText || this.isPhonetic || this.runs.length > readingLimits.cellChars) return;
    this.runs += piece;
  }

  close(name: string): void {
    if (name === "t") this.isText = false;
    else if (name === "rPh") this.isPhonetic = false;
  }

  /** The text so far, cut just above a cell's limit; the next one starts empty. */
  take(): string {
    const text = unescaped(this.runs.slice(0, readingLimits.cellChars + 1));
    this.runs = "";
    return text;
  }
}

/** Excel writes control signs as `_x000D_`. @see ECMA-376 part 1, 22.4.2.4 */
export function unescaped(text: string): string {
  if (!text.includes("_x")) return text;
  return text.replaceAll(/_x([0-9A-F]{4})_/gi, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
