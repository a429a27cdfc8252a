import type { CellStyle } from "./workbook";
import { xmlText } from "./xml-text";

const FIRST_OWN_FORMAT = 164;
const font = (inner: string) => `<font>${inner}<name val="Calibri"/><family val="2"/></font>`;
const DEFAULT_FONT = font('<sz val="11"/><color rgb="FF1F1D1A"/>');

/** Collects the styles that cells use, each once, and writes them down. */
export class StyleBook {
  private readonly formats = new Map<string, number>();
  private readonly fonts = new Map<string, number>([[DEFAULT_FONT, 0]]);
  // The first two fills are fixed by the format.
  private readonly fills = new Map<string, number>([
    ['<fill><patternFill patternType="none"/></fill>', 0],
    ['<fill><patternFill patternType="gray125"/></fill>', 1],
  ]);
  private readonly borders = new Map<string, number>([[border(""), 0]]);
  private readonly cells = new Map<string, number>([[cellFormat([0, 0, 0, 0], ""), 0]]);
  private readonly differences = new Map<string, number>();

  /** Number that cells refer to a style by; 0 is none. */
  indexOf(style: CellStyle | undefined): number {
    if (style === undefined) return 0;
    const format = style.numberFormat === undefined ? 0 : this.formatOf(style.numberFormat);
    const parts = [format, this.fontOf(style), this.fillOf(style), this.borderOf(style)] as const;
    return numbered(this.cells, cellFormat(parts, alignment(style)));
  }

  /** Number of a conditional format's looks. */
  differenceOf(color: string, isStruck: boolean): number {
    const strike = isStruck ? "<strike/>" : "";
    return numbered(this.differences, `<dxf><font>${strike}<color rgb="FF${color}"/></font></dxf>`);
  }

  toXml(): string {
    const formats = [...this.formats].map(
      ([code, id]) => `<numFmt numFmtId="${id}" formatCode="${xmlText(code)}"/>`,
    );
    return [
      '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
      formats.length === 0 ? "" : list("numFmts", formats),
      list("fonts", this.fonts.keys()),
      list("fills", this.fills.keys()),
      list("borders", this.borders.keys()),
      list("cellStyleXfs", ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']),
      list("cellXfs", this.cells.keys()),
      list("cellStyles", ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']),
      list("dxfs", this.differences.keys()),
      '<tableStyles count="0" defaultTableStyle="TableStyleMedium9" defaultPivotStyle="PivotStyleLight16"/>',
      "</styleSheet>",
    ].join("");
  }

  private formatOf(code: string): number {
    const known = this.formats.get(code);
    if (known !== undefined) return known;
    const id = FIRST_OWN_FORMAT + this.formats.size;
    this.formats.set(code, id);
    return id;
  }

  private fontOf({ isBold, isItalic, sizePoints = 11, color = "1F1D1A" }: CellStyle): number {
    const weight = `${isBold === true ? "<b/>" : ""}${isItalic === true ? "<i/>" : ""}`;
    return numbered(this.fonts, font(`${weight}<sz val="${sizePoints}"/><color rgb="FF${color}"/>`));
  }

  private fillOf({ fill }: CellStyle): number {
    if (fill === undefined) return 0;
    const pattern = `<patternFill patternType="solid"><fgColor rgb="FF${fill}"/><bgColor indexed="64"/></patternFill>`;
    return numbered(this.fills, `<fill>${pattern}</fill>`);
  }

  private borderOf({ lineBelow }: CellStyle): number {
    return lineBelow === undefined ? 0 : numbered(this.borders, border(lineBelow));
  }
}

function numbered(known: Map<string, number>, xml: string): number {
  const index = known.get(xml) ?? known.size;
  known.set(xml, index);
  return index;
}

function list(name: string, items: Iterable<string>): string {
  const all = [...items];
  return all.length === 0
    ? `<${name} count="0"/>`
    : `<${name} count="${all.length}">${all.join("")}</${name}>`;
}

function border(color: string): string {
  const below = color === "" ? "<bottom/>" : `<bottom style="thin"><color rgb="FF${color}"/></bottom>`;
  return `<border><left/><right/><top/>${below}<diagonal/></border>`;
}

function alignment({ align, indent = 0, isTop, isWrapped }: CellStyle): string {
  const attributes = [
    // Without a side an indent counts for nothing.
    align === undefined && indent === 0 ? "" : ` horizontal="${align ?? "left"}"`,
    isTop === true ? ' vertical="top"' : "",
    isWrapped === true ? ' wrapText="1"' : "",
    indent > 0 ? ` indent="${indent}"` : "",
  ].join("");
  return attributes === "" ? "" : `<alignment${attributes}/>`;
}

function cellFormat(parts: readonly [number, number, number, number], align: string): string {
  const [format, fontId, fill, borderId] = parts;
  const applies = [
    format > 0 ? ' applyNumberFormat="1"' : "",
    fontId > 0 ? ' applyFont="1"' : "",
    fill > 0 ? ' applyFill="1"' : "",
    borderId > 0 ? ' applyBorder="1"' : "",
    align === "" ? "" : ' applyAlignment="1"',
  ].join("");
  const open = `<xf numFmtId="${format}" fontId="${fontId}" fillId="${fill}" borderId="${borderId}" xfId="0"${applies}`;
  return align === "" ? `${open}/>` : `${open}>${align}</xf>`;
}
