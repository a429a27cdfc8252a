import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { formatOfCode } from "./cell-formats";
import { cellPlace } from "./cell-place";
import { cellsOf, readAll } from "./read-pieces.fixture";
import { sheetRows, workbookBytes, workbookFiles } from "./workbook.fixture";

const one = (rows: string, more = {}) => workbookBytes({ sheets: [{ name: "Fleet", rows }], ...more });

describe("readXlsx", () => {
  it("reads texts shared, inline and of formulas, rich ones without how they are pronounced", async () => {
    const strings =
      "<si><t>Model</t></si><si><r><t>Antminer </t></r><r><rPr><b/></rPr><t>S21</t></r><rPh><t>aa</t></rPh></si><si><t>a_x000D_b &amp; c</t></si>";
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>Label</t></is></c></row>' +
      '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="str"><f>A1&amp;"!"</f><v>Model!</v></c></row>' +
      '<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3" t="inlineStr"><is><r><t>x</t></r><r><t>y</t></r></is></c></row>';
    expect(await cellsOf(one(rows, { strings }))).toEqual([
      ["Model", "Label"],
      ["Antminer S21", "Model!"],
      ["a\rb & c", "xy"],
    ]);
  });

  it("reads numbers as numbers, percent formats as percent, dates and truth values as text", async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="0.0&quot; % of &quot;0.0\\%"/><numFmt numFmtId="165" formatCode="0.00%"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>' +
      '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="165"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs>';
    const rows =
      '<row r="1"><c><v>3550</v></c><c s="1"><v>0.025</v></c><c s="2"><v>0.07</v></c><c s="3"><v>45658</v></c>' +
      '<c s="3"><v>45658.5</v></c><c s="4"><v>0.5</v></c><c t="b"><v>1</v></c><c><v>1.5E-3</v></c></row>';
    // 45658 is 2025-01-01: =DATE(2025,1,1) in Excel.
    expect(await cellsOf(one(rows, { styles }))).toEqual([
      [3550, { percent: 2.5 }, { percent: 7 }, "2025-01-01", "2025-01-01 12:00:00", 0.5, "TRUE", 0.0015],
    ]);
    expect(await cellsOf(one(rows, { styles, properties: 'date1904="1"' }))).toEqual([
      expect.arrayContaining(["2029-01-02"]),
    ]);
  });

  it("reads a formula by its stored result, and names one that has none or gives an error", async () => {
    const rows =
      '<row r="1"><c><f>1+1</f><v>2</v></c><c><f>A1*2</f></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c><c t="s"><v>9</v></c></row>';
    expect(await cellsOf(one(rows))).toEqual([
      [
        2,
        { text: "", fault: expect.stringContaining("no stored result") },
        { text: "#DIV/0!", fault: expect.stringContaining("error") },
        { text: "9", fault: expect.stringContaining("missing") },
      ],
    ]);
  });

  it("puts cells and rows where the file says, and leaves empty rows out", async () => {
    const rows =
      '<row r="2"><c r="C2"><v>1</v></c><c r="AA2"><v>2</v></c></row><row r="3"><c r="A3" s="1"/></row><row r="9"><c><v>3</v></c></row>';
    const { rows: read } = await readAll(one(rows));
    expect(read.map(({ row }) => row)).toEqual([2, 9]);
    expect(read[0]?.cells).toHaveLength(27);
    expect([read[0]?.cells[2], read[0]?.cells[26], read[0]?.cells[0]]).toEqual([1, 2, null]);
  });

  it("reads names with a prefix, as other programs write them", async () => {
    const files = workbookFiles({ sheets: [{ name: "Fleet", rows: "" }] });
    files["xl/worksheets/sheet1.xml"] = strToU8(
      '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>',
    );
    expect(await cellsOf(zipSync(files))).toEqual([[5]]);
  });

  it("takes the first sheet that is not hidden, or the one that is named, and names the others", async () => {
    const sheet = (name: string, value: number, state?: "hidden") => ({
      name,
      rows: sheetRows([[value]]),
      ...(state === undefined ? {} : { state }),
    });
    const file = workbookBytes({
      sheets: [sheet("Notes", 1, "hidden"), sheet("Hall A", 2), sheet("矿场", 3)],
    });
    const first = await readAll(file);
    expect([first.origin.sheet, first.origin.otherSheets, first.rows[0]?.cells]).toEqual([
      "Hall A",
      ["矿场"],
      [2],
    ]);
    const named = await readAll(file, { sheet: "矿场" });
    expect([named.origin.sheet, named.origin.otherSheets, named.rows[0]?.cells]).toEqual([
      "矿场",
      ["Hall A"],
      [3],
    ]);
    await expect(readAll(file, { sheet: "Hall B" })).rejects.toThrow(
      'no sheet "Hall B"; it has "Notes", "Hall A"',
    );
    await expect(readAll("a,b\n1,2\n", { sheet: "Hall B" })).rejects.toThrow("CSV");
  });

  it("knows what it is by its bytes, in pieces of any size", async () => {
    const file = one(sheetRows([["Model", 1]]));
    for (const size of [1, 100, 65_536]) expect(await cellsOf(file, { size })).toEqual([["Model", 1]]);
  });

  it("reads 20,000 rows and gives them while the sheet is unpacked", async () => {
    const rows = sheetRows(Array.from({ length: 20_000 }, (_, index) => ["Antminer S21", index, 0.06]));
    const { rows: read } = await readAll(one(rows));
    expect(read).toHaveLength(20_000);
    expect(read.at(-1)).toEqual({ row: 20_000, cells: ["Antminer S21", 19_999, 0.06] });
  });
});

describe("cellPlace", () => {
  it("reads columns as spreadsheets letter them", () => {
    expect(["A1", "Z9", "AA10", "AB17", "IV1", "XFD1048576"].map(cellPlace)).toEqual([
      0, 25, 26, 27, 255, 16_383,
    ]);
    expect(["1", "", "a1", "ABCD1"].map(cellPlace)).toEqual([null, null, null, null]);
  });
});

describe("formatOfCode", () => {
  it("tells percent and dates from plain numbers by what is not decoration", () => {
    const percent = ["0%", "0.00%", "[Red]0.0%;-0.0%"];
    const dates = ["yyyy-mm-dd", "[$-409]d mmm yyyy", "h:mm", "[h]:mm"];
    const plain = ["General", "0.00", '0" % "', "0\\%", '#,##0.00 "USD/day"', "[Red]-0", "_(* #,##0_)"];
    expect(percent.map(formatOfCode)).toEqual(percent.map(() => "percent"));
    expect(dates.map(formatOfCode)).toEqual(dates.map(() => "date"));
    expect(plain.map(formatOfCode)).toEqual(plain.map(() => "plain"));
  });
});
