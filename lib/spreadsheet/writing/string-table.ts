import { cellXmlText } from "./xml-text";

/** Texts of all cells, each once, in the order in which cells first name them. */
export class StringTable {
  private readonly indexes = new Map<string, number>();
  private uses = 0;

  /** Number that cells refer to the text by. */
  indexOf(text: string): number {
    this.uses += 1;
    const known = this.indexes.get(text);
    if (known !== undefined) return known;
    const index = this.indexes.size;
    this.indexes.set(text, index);
    return index;
  }

  *toXml(): Generator<string> {
    const counts = `count="${this.uses}" uniqueCount="${this.indexes.size}"`;
    let chunk = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ${counts}>`;
    for (const text of this.indexes.keys()) {
      chunk += `<si><t xml:space="preserve">${cellXmlText(text)}</t></si>`;
      if (chunk.length < 65_536) continue;
      yield chunk;
      chunk = "";
    }
    yield `${chunk}</sst>`;
  }
}
