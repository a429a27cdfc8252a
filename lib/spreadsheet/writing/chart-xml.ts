import type { BarChart, ChartSeries } from "./workbook";
import { xmlText } from "./xml-text";

const EMU_PER_PIXEL = 9525;
const INK = "57534E";
const LINE = "E7E5E4";
const NUMBERS_AXIS = 500_002;
const NAMES_AXIS = 500_001;

/** The XML of a bar chart, with the values it shows, so that viewers draw it that do not calculate. */
export function chartXml(chart: BarChart): string {
  return [
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"',
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
    '<c:roundedCorners val="0"/><c:chart>',
    titleXml(chart.title, 1300, true),
    '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/><c:barChart>',
    `<c:barDir val="${chart.isHorizontal ? "bar" : "col"}"/><c:grouping val="clustered"/><c:varyColors val="0"/>`,
    ...chart.series.map((series, place) => seriesXml(chart, series, place)),
    `<c:gapWidth val="60"/><c:overlap val="${chart.isOverlaid === true ? 100 : 0}"/><c:axId val="${NAMES_AXIS}"/><c:axId val="${NUMBERS_AXIS}"/></c:barChart>`,
    namesAxisXml(chart.isHorizontal),
    numbersAxisXml(chart),
    fillXml("FFFFFF"),
    "</c:plotArea>",
    chart.series.length > 1
      ? `<c:legend><c:legendPos val="b"/><c:overlay val="0"/>${textXml(900)}</c:legend>`
      : "",
    // Columns made for a chart are hidden.
    '<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart>',
    `<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>${lineXml(LINE)}</c:spPr>`,
    "</c:chartSpace>",
  ].join("");
}

/** Where a sheet's charts lie; chart n of the sheet is relation `rId<n>`. */
export function drawingXml(charts: readonly BarChart[]): string {
  const anchors = charts.map((chart, place) => {
    const { from, to } = chart;
    const corner = (name: string, at: BarChart["from"]) =>
      `<xdr:${name}><xdr:col>${at.column}</xdr:col><xdr:colOff>${(at.gapPixels ?? 0) * EMU_PER_PIXEL}</xdr:colOff><xdr:row>${at.row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
    const named = `id="${place + 2}" name="${xmlText(chart.title)}" descr="${xmlText(chart.description)}"`;
    return [
      `<xdr:twoCellAnchor>${corner("from", from)}${corner("to", to)}<xdr:graphicFrame macro="">`,
      `<xdr:nvGraphicFramePr><xdr:cNvPr ${named}/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>`,
      '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>',
      '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">',
      '<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"',
      ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
      ` r:id="rId${place + 1}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`,
    ].join("");
  });
  return [
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"',
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">',
    ...anchors,
    "</xdr:wsDr>",
  ].join("");
}

function seriesXml({ categories }: BarChart, series: ChartSeries, place: number): string {
  const names = categories.names.map(
    (name, index) => `<c:pt idx="${index}"><c:v>${xmlText(name)}</c:v></c:pt>`,
  );
  const values = series.values.map((value, index) =>
    value === null ? "" : `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`,
  );
  return [
    `<c:ser><c:idx val="${place}"/><c:order val="${place}"/><c:tx><c:v>${xmlText(series.name)}</c:v></c:tx>`,
    fillXml(series.color),
    '<c:invertIfNegative val="0"/>',
    `<c:cat><c:strRef><c:f>${xmlText(categories.range)}</c:f>`,
    `<c:strCache><c:ptCount val="${names.length}"/>${names.join("")}</c:strCache></c:strRef></c:cat>`,
    `<c:val><c:numRef><c:f>${xmlText(series.range)}</c:f><c:numCache><c:formatCode>General</c:formatCode>`,
    `<c:ptCount val="${values.length}"/>${values.join("")}</c:numCache></c:numRef></c:val>`,
    "</c:ser>",
  ].join("");
}

function namesAxisXml(isHorizontal: boolean): string {
  return [
    `<c:catAx><c:axId val="${NAMES_AXIS}"/>`,
    // The first name stands on top.
    `<c:scaling><c:orientation val="${isHorizontal ? "maxMin" : "minMax"}"/></c:scaling><c:delete val="0"/>`,
    `<c:axPos val="${isHorizontal ? "l" : "b"}"/><c:numFmt formatCode="General" sourceLinked="0"/>`,
    '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>',
    `<c:spPr>${lineXml("A8A29E")}</c:spPr>${textXml(900)}`,
    `<c:crossAx val="${NUMBERS_AXIS}"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/>`,
    '<c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>',
  ].join("");
}

function numbersAxisXml({ isHorizontal, valueAxis }: BarChart): string {
  return [
    `<c:valAx><c:axId val="${NUMBERS_AXIS}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>`,
    `<c:axPos val="${isHorizontal ? "b" : "l"}"/><c:majorGridlines><c:spPr>${lineXml(LINE)}</c:spPr></c:majorGridlines>`,
    titleXml(valueAxis.title, 900, false),
    `<c:numFmt formatCode="${xmlText(valueAxis.numberFormat)}" sourceLinked="0"/>`,
    '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>',
    `<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${textXml(900)}`,
    // With the names from top to bottom, the numbers stand at their far end: below.
    `<c:crossAx val="${NAMES_AXIS}"/><c:crosses val="${isHorizontal ? "max" : "autoZero"}"/>`,
    '<c:crossBetween val="between"/></c:valAx>',
  ].join("");
}

function titleXml(text: string, size: number, isBold: boolean): string {
  const looks = `sz="${size}" b="${isBold ? 1 : 0}"`;
  const ink = `<a:solidFill><a:srgbClr val="${isBold ? "1F1D1A" : INK}"/></a:solidFill>`;
  return [
    "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/>",
    `<a:p><a:pPr><a:defRPr ${looks}>${ink}</a:defRPr></a:pPr>`,
    `<a:r><a:rPr lang="en-US" ${looks}>${ink}</a:rPr><a:t>${xmlText(text)}</a:t></a:r></a:p>`,
    '</c:rich></c:tx><c:overlay val="0"/></c:title>',
  ].join("");
}

function textXml(size: number): string {
  const looks = `<a:defRPr sz="${size}"><a:solidFill><a:srgbClr val="${INK}"/></a:solidFill></a:defRPr>`;
  return `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>${looks}</a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>`;
}

function fillXml(color: string): string {
  return `<c:spPr><a:solidFill><a:srgbClr val="${color}"/></a:solidFill></c:spPr>`;
}

function lineXml(color: string): string {
  return `<a:ln w="9525"><a:solidFill><a:srgbClr val="${color}"/></a:solidFill></a:ln>`;
}
