import type { ChartLegendItem } from "@/components/charts/chart-types";
import { embeddedFonts } from "@/components/charts/frame/picture-fonts";
import { cssColour, dashArray } from "@/components/charts/scales/series-look";

/** Words around the drawing in a picture. */
export interface PictureText {
  readonly title: string;
  readonly unit: string;
  readonly description: string;
  readonly legend: readonly ChartLegendItem[];
  readonly source: string;
}

const svgNamespace = "http://www.w3.org/2000/svg";
const side = 20;
const pixelRatio = 2;
/** What a drawing takes from the page; a picture by itself knows neither style sheets nor custom properties. */
const inlinedStyles = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-opacity",
  "stroke-width",
  "stroke-dasharray",
  "stroke-linecap",
  "stroke-linejoin",
  "paint-order",
  "opacity",
  "font-size",
  "font-weight",
  "font-variant-numeric",
  "text-anchor",
  "dominant-baseline",
  "display",
  "visibility",
] as const;

/**
 * A chart as PNG at twice its size on the screen, in the present theme: title, legend, drawing with axes, source.
 * No library: those fetch data: addresses, which the content security policy forbids.
 *
 * @throws {Error} when the browser cannot draw it.
 */
export async function chartPicture(svg: SVGSVGElement, text: PictureText): Promise<Blob> {
  const page = getComputedStyle(document.body);
  const composer = new Composer(svg, page);
  const { root, width, height } = composer.compose(text);
  const style = document.createElementNS(svgNamespace, "style");
  style.textContent = await embeddedFonts(page.fontFamily);
  root.prepend(style);
  return rasterise(root, width, height);
}

class Composer {
  readonly svg: SVGSVGElement;
  readonly page: CSSStyleDeclaration;
  readonly root = document.createElementNS(svgNamespace, "svg");
  readonly pen = canvasContext(1, 1);
  y = side;

  constructor(svg: SVGSVGElement, page: CSSStyleDeclaration) {
    this.svg = svg;
    this.page = page;
  }

  compose(text: PictureText): { root: SVGSVGElement; width: number; height: number } {
    const drawing = this.svg.getBoundingClientRect();
    const width = Math.ceil(drawing.width) + 2 * side;
    this.root.setAttribute("font-family", this.page.fontFamily);
    this.title(text);
    for (const line of this.wrapped(text.description, 12, drawing.width)) this.line(line, 12, 17);
    if (text.legend.length > 0) this.legend(text.legend, drawing.width);
    this.y += 10;
    this.drawing(drawing);
    this.y += 10;
    for (const line of this.wrapped(text.source, 11, drawing.width)) this.line(line, 11, 16);
    const height = Math.ceil(this.y + side - 6);
    this.root.prepend(element("rect", { width, height, fill: resolved("var(--card)") }));
    this.root.setAttribute("width", String(width));
    this.root.setAttribute("height", String(height));
    this.root.setAttribute("viewBox", `0 0 ${width} ${height}`);
    return { root: this.root, width, height };
  }

  title({ title, unit }: PictureText): void {
    this.root.append(this.words(title, side, this.y + 14, 16, resolved("var(--foreground)"), 600));
    const after = side + this.widthOf(title, 16, 600) + 8;
    if (unit !== "")
      this.root.append(this.words(unit, after, this.y + 14, 12, resolved("var(--muted-foreground)")));
    this.y += 24;
  }

  line(content: string, size: number, leading: number): void {
    this.root.append(this.words(content, side, this.y + size, size, resolved("var(--muted-foreground)")));
    this.y += leading;
  }

  legend(items: readonly ChartLegendItem[], width: number): void {
    let x = side;
    this.y += 8;
    for (const item of items) {
      const needed = 24 + this.widthOf(item.label, 12) + 16;
      if (x > side && x + needed > side + width) {
        x = side;
        this.y += 18;
      }
      this.root.append(
        legendMark(item, x, this.y),
        this.words(item.label, x + 24, this.y + 9, 12, resolved("var(--muted-foreground)")),
      );
      x += needed;
    }
    this.y += 14;
  }

  drawing({ width, height }: DOMRect): void {
    const copy = withStyles(this.svg);
    for (const [name, value] of Object.entries({ x: side, y: this.y, width, height }))
      copy.setAttribute(name, String(value));
    this.root.append(copy);
    this.y += height;
  }

  words(content: string, x: number, y: number, size: number, fill: string, weight = 400): SVGElement {
    const text = element("text", { x, y, fill, "font-size": size, "font-weight": weight });
    text.textContent = content;
    return text;
  }

  widthOf(content: string, size: number, weight = 400): number {
    this.pen.font = `${weight} ${size}px ${this.page.fontFamily}`;
    return this.pen.measureText(content).width;
  }

  wrapped(content: string, size: number, width: number): string[] {
    const lines: string[] = [];
    let line = "";
    for (const word of content.split(" ")) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (line !== "" && this.widthOf(longer, size) > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    return line === "" ? lines : [...lines, line];
  }
}

function legendMark({ colour, mark }: ChartLegendItem, x: number, y: number): SVGElement {
  const paint = resolved(cssColour(colour));
  if (mark === "bar" || mark === "hatched-bar") {
    const bar = element("g", {});
    bar.append(element("rect", { x: x + 3, y, width: 12, height: 10, rx: 2, fill: paint }));
    const stripes = {
      d: `M${x + 4} ${y + 9}l8 -8m-3 8l5 -5`,
      stroke: resolved("var(--card)"),
      "stroke-width": 1.5,
    };
    if (mark === "hatched-bar") bar.append(element("path", stripes));
    return bar;
  }
  if (mark === "band")
    return element("rect", { x, y, width: 18, height: 10, rx: 2, fill: paint, opacity: 0.25 });
  const dash = dashArray(mark);
  const line = { d: `M${x} ${y + 5}h18`, stroke: paint, "stroke-width": 2, fill: "none" };
  return element("path", dash === undefined ? line : { ...line, "stroke-dasharray": dash });
}

function element(name: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(svgNamespace, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, String(value));
  return made;
}

/** A colour of the theme as the browser resolves it now. */
function resolved(colour: string): string {
  const probe = document.createElement("span");
  probe.style.color = colour;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

function withStyles(svg: SVGSVGElement): SVGSVGElement {
  const copy = document.importNode(svg, true);
  const copies = [copy, ...copy.querySelectorAll("*")];
  for (const [index, original] of [svg, ...svg.querySelectorAll("*")].entries()) {
    const computed = getComputedStyle(original);
    const style = inlinedStyles.map((name) => `${name}:${computed.getPropertyValue(name)}`).join(";");
    copies[index]?.setAttribute("style", style);
  }
  for (const hidden of copy.querySelectorAll("[data-picture='hide']")) hidden.remove();
  return copy;
}

async function rasterise(root: SVGSVGElement, width: number, height: number): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(root))}`;
  await image.decode();
  const context = canvasContext(width * pixelRatio, height * pixelRatio);
  context.drawImage(image, 0, 0, width * pixelRatio, height * pixelRatio);
  return new Promise((resolve, reject) => {
    context.canvas.toBlob(
      (blob) => (blob === null ? reject(new Error("the picture could not be encoded")) : resolve(blob)),
      "image/png",
    );
  });
}

function canvasContext(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("this browser gives no canvas to draw on");
  return context;
}
