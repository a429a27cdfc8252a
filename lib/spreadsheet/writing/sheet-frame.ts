import { columnLetters } from "./column-letters";
import type { StyleBook } from "./style-book";
import type { ConditionalFormat, Sheet, Validation } from "./workbook";
import { xmlText } from "./xml-text";

/** What stands in a sheet's XML before its rows. */
export function sheetHead(sheet: Sheet, lastRow: number): string {
  const columns = Math.max(1, sheet.columns.length);
  const tab = sheet.tabColor === undefined ? "" : `<tabColor rgb="FF${sheet.tabColor}"/>`;
  const widths = sheet.columns.map(({ width, isHidden }, place) => {
    const hidden = isHidden === true ? ' hidden="1"' : "";
    return `<col min="${place + 1}" max="${place + 1}" width="${width}"${hidden} customWidth="1"/>`;
  });
  return [
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"',
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
    `<sheetPr>${tab}<pageSetUpPr fitToPage="1"/></sheetPr>`,
    `<dimension ref="A1:${columnLetters(columns - 1)}${Math.max(1, lastRow)}"/>`,
    `<sheetViews><sheetView${sheet.hasGrid === false ? ' showGridLines="0"' : ""} workbookViewId="0">`,
    paneXml(sheet),
    "</sheetView></sheetViews>",
    '<sheetFormatPr defaultRowHeight="15"/>',
    widths.length === 0 ? "" : `<cols>${widths.join("")}</cols>`,
  ].join("");
}

/** Range of a sheet's table with its header; `null` without a table. */
export function tableRange({ table, rows }: Sheet): string | null {
  if (table === undefined) return null;
  const first = rows.length + 1;
  return `A${first}:${columnLetters(table.columns.length - 1)}${first + table.rowCount}`;
}

/** What stands after the rows, in the order that ECMA-376 18.3.1.99 fixes. */
export function sheetTail(sheet: Sheet, styles: StyleBook): string {
  const { conditionalFormats = [], validations = [], charts = [] } = sheet;
  const range = tableRange(sheet);
  return [
    range === null ? "" : `<autoFilter ref="${range}"/>`,
    ...conditionalFormats.map((format, place) => conditionalXml(format, place + 1, styles)),
    validations.length === 0
      ? ""
      : `<dataValidations count="${validations.length}">${validations.map(validationXml).join("")}</dataValidations>`,
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9" orientation="${sheet.isLandscape === true ? "landscape" : "portrait"}" fitToHeight="0"/>`,
    "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>",
    range === null
      ? ""
      : `<ignoredErrors><ignoredError sqref="${range}" numberStoredAsText="1"/></ignoredErrors>`,
    charts.length === 0 ? "" : '<drawing r:id="rId1"/>',
    "</worksheet>",
  ].join("");
}

function paneXml({ frozen }: Sheet): string {
  if (frozen === undefined) return "";
  const { rows, columns } = frozen;
  const split = `${columns > 0 ? ` xSplit="${columns}"` : ""}${rows > 0 ? ` ySplit="${rows}"` : ""}`;
  const pane = rows > 0 && columns > 0 ? "bottomRight" : rows > 0 ? "bottomLeft" : "topRight";
  const corner = `${columnLetters(columns)}${rows + 1}`;
  return `<pane${split} topLeftCell="${corner}" activePane="${pane}" state="frozen"/><selection pane="${pane}"/>`;
}

function conditionalXml(
  { range, formula, color, isStruck = false }: ConditionalFormat,
  priority: number,
  styles: StyleBook,
): string {
  const rule = `type="expression" dxfId="${styles.differenceOf(color, isStruck)}" priority="${priority}"`;
  const inner = `<cfRule ${rule}><formula>${xmlText(formula)}</formula></cfRule>`;
  return `<conditionalFormatting sqref="${range}">${inner}</conditionalFormatting>`;
}

function validationXml(validation: Validation): string {
  const { range, kind, formulas, refusal, error, promptTitle, prompt } = validation;
  // Longer texts make Excel offer a repair.
  if (promptTitle.length > 32 || prompt.length > 255 || error.length > 225) {
    throw new RangeError(`A text of the validation of ${range} is too long`);
  }
  const type = kind === "any" ? "" : ` type="${kind}"`;
  const refuses =
    refusal === "none" ? "" : ` errorStyle="${refusal}" showErrorMessage="1" error="${xmlText(error)}"`;
  const says = ` showInputMessage="1" promptTitle="${xmlText(promptTitle)}" prompt="${xmlText(prompt)}"`;
  const [first, second] = formulas;
  const inner = [
    first === undefined ? "" : `<formula1>${xmlText(first)}</formula1>`,
    second === undefined ? "" : `<formula2>${xmlText(second)}</formula2>`,
  ].join("");
  return `<dataValidation${type}${refuses} allowBlank="1"${says} sqref="${range}">${inner}</dataValidation>`;
}
