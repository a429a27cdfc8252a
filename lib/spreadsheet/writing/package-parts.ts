import { columnLetters } from "./column-letters";
import { tableRange } from "./sheet-frame";
import type { Sheet, Workbook } from "./workbook";
import { xmlText } from "./xml-text";

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml";

/** What kind of XML each part of the package is. */
export function contentTypesXml({ sheets }: Workbook): string {
  const override = (path: string, type: string) => `<Override PartName="/${path}" ContentType="${type}"/>`;
  const drawing = "application/vnd.openxmlformats-officedocument.drawing";
  const charts = sheets.flatMap(({ charts: inSheet = [] }) => inSheet);
  return [
    `<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override("xl/workbook.xml", `${SPREADSHEET}.sheet.main+xml`),
    ...sheets.map((_, place) =>
      override(`xl/worksheets/sheet${place + 1}.xml`, `${SPREADSHEET}.worksheet+xml`),
    ),
    override("xl/styles.xml", `${SPREADSHEET}.styles+xml`),
    override("xl/sharedStrings.xml", `${SPREADSHEET}.sharedStrings+xml`),
    override("xl/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
    ...sheets.map(({ charts: inSheet = [] }, place) =>
      inSheet.length === 0 ? "" : override(`xl/drawings/drawing${place + 1}.xml`, `${drawing}+xml`),
    ),
    ...charts.map((_, place) => override(`xl/charts/chart${place + 1}.xml`, `${drawing}ml.chart+xml`)),
    override("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    override("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
    "</Types>",
  ].join("");
}

/** Relations of a part: type and target of rId1, rId2, … */
export function relationsXml(targets: readonly (readonly [type: string, target: string])[]): string {
  const relations = targets.map(([type, target], place) => {
    const fullType =
      type === "core-properties"
        ? `${PACKAGE}/relationships/metadata/${type}`
        : `${OFFICE}/relationships/${type}`;
    return `<Relationship Id="rId${place + 1}" Type="${fullType}" Target="${target}"/>`;
  });
  return `<Relationships xmlns="${PACKAGE}/relationships">${relations.join("")}</Relationships>`;
}

export function workbookXml({ sheets, names }: Workbook): string {
  const listed = sheets.map(
    ({ name }, place) =>
      `<sheet name="${xmlText(requireSheetName(name))}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`,
  );
  const defined = [
    ...sheets.flatMap(hiddenNames),
    ...Object.entries(names).map(
      ([name, target]) => `<definedName name="${name}">${xmlText(target)}</definedName>`,
    ),
  ];
  return [
    `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}/relationships">`,
    '<workbookPr defaultThemeVersion="124226"/>',
    '<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="28800" windowHeight="15600"/></bookViews>',
    `<sheets>${listed.join("")}</sheets>`,
    defined.length === 0 ? "" : `<definedNames>${defined.join("")}</definedNames>`,
    '<calcPr calcId="191029" fullCalcOnLoad="1"/>',
    "</workbook>",
  ].join("");
}

/** Names that spreadsheets themselves give to a sheet's filter and to the rows repeated on every printed page. */
function hiddenNames(sheet: Sheet, place: number): string[] {
  const { table, rows } = sheet;
  const range = tableRange(sheet);
  if (table === undefined || range === null) return [];
  const header = rows.length + 1;
  const last = columnLetters(table.columns.length - 1);
  const filter = `${quoted(sheet.name)}!$A$${header}:$${last}$${header + table.rowCount}`;
  return [
    `<definedName name="_xlnm._FilterDatabase" localSheetId="${place}" hidden="1">${filter}</definedName>`,
    `<definedName name="_xlnm.Print_Titles" localSheetId="${place}">${quoted(sheet.name)}!$${header}:$${header}</definedName>`,
  ];
}

export function coreXml({ title, description, creator, createdAt }: Workbook): string {
  const moment = `${createdAt.slice(0, 19)}Z`;
  return [
    `<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"`,
    ' xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${xmlText(title)}</dc:title><dc:creator>${xmlText(creator)}</dc:creator>`,
    `<dc:description>${xmlText(description)}</dc:description>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${moment}</dcterms:created>`,
    "</cp:coreProperties>",
  ].join("");
}

export function appXml({ creator }: Workbook): string {
  return `<Properties xmlns="${OFFICE}/extended-properties"><Application>${xmlText(creator)}</Application></Properties>`;
}

function quoted(sheetName: string): string {
  return /^[A-Za-z_]\w*$/.test(sheetName) ? sheetName : `'${sheetName.replaceAll("'", "''")}'`;
}

function requireSheetName(name: string): string {
  if (name === "" || name.length > 31 || /[[\]:*?/\\]|^'|'$/.test(name)) {
    throw new RangeError(`"${name}" cannot be the name of a sheet`);
  }
  return name;
}
