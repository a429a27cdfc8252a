import { strToU8, zipSync } from "fflate";

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const mainNamespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const officeRelations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const packageRelations = "http://schemas.openxmlformats.org/package/2006/relationships";

interface FixtureSheet {
  readonly name: string;
  /** Inside of `<sheetData>`. */
  readonly rows: string;
  readonly state?: "hidden" | "veryHidden";
}

interface FixtureWorkbook {
  readonly sheets: readonly FixtureSheet[];
  /** Inside of `<sst>`. */
  readonly strings?: string;
  /** Inside of `<styleSheet>`. */
  readonly styles?: string;
  /** Further attributes of `<workbookPr>`. */
  readonly properties?: string;
}

/** The parts of a workbook as Excel lays them out, by name. */
export function workbookFiles(workbook: FixtureWorkbook): Record<string, Uint8Array> {
  const { sheets, strings, styles, properties } = workbook;
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${officeRelations}/${kind}" Target="${target}"/>`;
  const sheetTags = sheets.map(
    ({ name, state }, at) =>
      `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"${state === undefined ? "" : ` state="${state}"`}/>`,
  );
  const relations = [
    ...sheets.map((_, at) => relation(`rId${at + 1}`, "worksheet", `worksheets/sheet${at + 1}.xml`)),
    ...(strings === undefined ? [] : [relation("rIdStrings", "sharedStrings", "sharedStrings.xml")]),
    ...(styles === undefined ? [] : [relation("rIdStyles", "styles", "/xl/styles.xml")]),
  ];
  const texts: Record<string, string> = {
    "_rels/.rels": `<Relationships xmlns="${packageRelations}">${relation("rId1", "officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `<workbook xmlns="${mainNamespace}" xmlns:r="${officeRelations}"><workbookPr ${properties ?? ""}/><sheets>${sheetTags.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${packageRelations}">${relations.join("")}</Relationships>`,
    ...(strings === undefined
      ? {}
      : { "xl/sharedStrings.xml": `<sst xmlns="${mainNamespace}">${strings}</sst>` }),
    ...(styles === undefined
      ? {}
      : { "xl/styles.xml": `<styleSheet xmlns="${mainNamespace}">${styles}</styleSheet>` }),
  };
  sheets.forEach(({ rows }, at) => {
    texts[`xl/worksheets/sheet${at + 1}.xml`] =
      `<worksheet xmlns="${mainNamespace}"><sheetData>${rows}</sheetData></worksheet>`;
  });
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, strToU8(declaration + text)]));
}

/** A whole workbook as bytes. */
export function workbookBytes(workbook: FixtureWorkbook): Uint8Array {
  return zipSync(workbookFiles(workbook));
}

/** Rows of `<sheetData>`: texts inline, numbers as numbers. */
export function sheetRows(rows: readonly (readonly (string | number)[])[]): string {
  return rows
    .map((cells, at) => {
      const tags = cells.map((cell) =>
        typeof cell === "number"
          ? `<c><v>${cell}</v></c>`
          : `<c t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`,
      );
      return `<row r="${at + 1}">${tags.join("")}</row>`;
    })
    .join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
