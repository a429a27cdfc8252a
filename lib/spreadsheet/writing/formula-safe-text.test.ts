import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { toCsv } from "./csv";
import { formulaSafeText } from "./formula-safe-text";

/** Signs that OWASP's page on CSV injection names, with the blanks and control signs that may stand before them. */
const formulaStart = /^[\0-\x20\x7F\xA0\u200B\u3000\uFEFF]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Texts made of what is dangerous, dear to CSV, or neither. */
const nastyText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "=",
        "+",
        "-",
        "@",
        "＝",
        "＋",
        "－",
        "＠",
        "\t",
        "\r",
        "\n",
        "\0",
        '"',
        "'",
        ";",
        ",",
        " ",
        "|",
        "\u3000",
      ),
      fc.string({ unit: "binary", maxLength: 3 }),
      fc.constantFrom("cmd|' /C calc'!A0", 'HYPERLINK("http://x")', "1+1", "_x000D_", "机"),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(""));

describe("text in CSV", () => {
  test.each([
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ["+1", "'+1"],
    ["-1", "'-1"],
    ["@x", "'@x"],
    ["＝1+1", "'＝1+1"],
    ["＋1", "'＋1"],
    ["－1", "'－1"],
    ["＠x", "'＠x"],
    ["\tx", "'\tx"],
    ["\rx", "'\rx"],
    ["\nx", "'\nx"],
    ["\0x", "'\0x"],
    ["  =1", "'  =1"],
    ["a;=1", "a;'=1"],
    ['a;"=1', "a;\"'=1"],
    ["a\n=1", "a\n'=1"],
  ])("%j is written as %j", (text, safe) => {
    expect(formulaSafeText(text)).toBe(safe);
  });

  test.each(["", "Hall A", "3 - 2", "a=b", "x;y", "line\n\nline", "'=1", "S21+", "e-mail", "a; b - c"])(
    "%j stays as it is",
    (text) => {
      expect(formulaSafeText(text)).toBe(text);
    },
  );

  test("real negative numbers stay numbers", () => {
    expect(toCsv([[-1, -1.5, "-1"]])).toBe("-1,-1.5,'-1\r\n");
  });

  test("is read again as it was, apart from the apostrophes", () => {
    fc.assert(
      fc.property(fc.array(nastyText, { minLength: 1, maxLength: 5 }), (texts) => {
        const [row] = parse(toCsv([texts]), { relax_column_count: true }) as string[][];
        expect(row).toEqual(texts.map(formulaSafeText));
        expect(row?.map(withoutApostrophes)).toEqual(texts.map(withoutApostrophes));
      }),
      { numRuns: 500 },
    );
  });

  test("begins no formula, whichever separator a spreadsheet takes", () => {
    fc.assert(
      fc.property(fc.array(nastyText, { minLength: 1, maxLength: 4 }), (texts) => {
        const csv = toCsv([texts, ["row", ...texts]]);
        const cells = [
          ...spreadsheetCells(csv, ","),
          ...spreadsheetCells(csv, ";"),
          ...spreadsheetCells(csv, "\t"),
          // A spreadsheet that cares for no quotes at all.
          ...csv.split(/[;\t\r\n]/).map((cell) => cell.replace(/^"/, "")),
        ];
        expect(cells.filter((cell) => formulaStart.test(cell))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test("takes a text of a million blanks and line ends", () => {
    // Looking ahead from each of them would not end before the test's time does.
    expect(formulaSafeText("\n".repeat(500_000) + " ".repeat(500_000))).toHaveLength(1_000_001);
  });
});

function withoutApostrophes(text: string): string {
  return text.replaceAll("'", "");
}

/** Cells as spreadsheets split them: quotes count where a cell begins with one, what follows the closing one is added. */
function spreadsheetCells(csv: string, separator: string): string[] {
  const cells: string[] = [];
  let at = 0;
  while (at < csv.length) {
    let cell = "";
    if (csv[at] === '"') {
      for (at += 1; at < csv.length; at += 1) {
        if (csv[at] === '"' && csv[at + 1] !== '"') break;
        if (csv[at] === '"') at += 1;
        cell += csv[at];
      }
      at += 1;
    }
    while (at < csv.length && csv[at] !== separator && csv[at] !== "\n" && csv[at] !== "\r") {
      cell += csv[at];
      at += 1;
    }
    cells.push(cell);
    at += 1;
  }
  return cells;
}
