import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { withCpuTime } from "./cpu-time.fixture";
import { cellsOf, inPieces, readAll } from "./read-pieces.fixture";
import { readTable } from "./read-table";
import { readingLimits } from "./reading-limits";

// Files of the largest size take long on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

const utf16 = (text: string, isBigEndian = false) => {
  const bytes = Buffer.from(text, "utf16le");
  return new Uint8Array(isBigEndian ? bytes.swap16() : bytes);
};

/** What the act refuses with, and that it took less than two seconds of one core. */
async function refusal(bytes: Uint8Array | string, withinMs = 2000): Promise<string> {
  const { result: error, cpuMs } = await withCpuTime(() =>
    readAll(bytes).then(
      () => new Error("nothing was refused"),
      (reason: Error) => reason,
    ),
  );
  expect(error.name).toBe("SpreadsheetError");
  expect(cpuMs).toBeLessThan(withinMs);
  return error.message;
}

describe("readCsv: text as programs write it (F13)", () => {
  it("reads UTF-8 with and without its mark, whatever the pieces", async () => {
    const text = "型号,数量\r\nAntminer S21,3\r\n蚂蚁,4\r\n";
    for (const size of [1, 2, 3, 7, 65_536]) {
      for (const file of [text, `\ufeff${text}`]) {
        expect(await cellsOf(file, { size })).toEqual([
          ["型号", "数量"],
          ["Antminer S21", "3"],
          ["蚂蚁", "4"],
        ]);
      }
    }
  });

  it("reads UTF-16 of both kinds, with mark and without", async () => {
    const text = "Model\t数量\nAntminer S21\t3\n";
    const files: readonly (readonly [Uint8Array, string])[] = [
      [utf16(`\ufeff${text}`), "utf-16le"],
      [utf16(`\ufeff${text}`, true), "utf-16be"],
      [utf16(text), "utf-16le"],
      [utf16(text, true), "utf-16be"],
    ];
    for (const [file, encoding] of files) {
      const { origin, rows } = await readAll(file, { size: 5 });
      expect([origin.encoding, origin.delimiter]).toEqual([encoding, "\t"]);
      expect(rows.map(({ cells }) => cells)).toEqual([
        ["Model", "数量"],
        ["Antminer S21", "3"],
      ]);
    }
  });

  it("reads GB18030, be the first Chinese letter in the header or far below", async () => {
    // 型号 is D0 CD BA C5 and 矿场 BF F3 B3 A1 in GB 18030.
    const header = [...Buffer.from("Label,"), 0xd0, 0xcd, 0xba, 0xc5, 0x0a];
    const early = new Uint8Array([...header, ...Buffer.from("a,S21\n")]);
    expect(await cellsOf(early)).toEqual([
      ["Label", "型号"],
      ["a", "S21"],
    ]);
    const plain = Buffer.from(`Label,Model\n${"a,S21\n".repeat(40_000)}`);
    const late = new Uint8Array([...plain, 0xbf, 0xf3, 0xb3, 0xa1, ...Buffer.from(",S19\n")]);
    const { origin, rows } = await readAll(late);
    expect(origin.encoding).toBe("gb18030");
    expect(rows.at(-1)).toEqual({ row: 40_002, cells: ["矿场", "S19"] });
  });

  it("reads accents of western Europe, which are single bytes between plain letters", async () => {
    const { origin, rows } = await readAll(new Uint8Array(Buffer.from("Label\nM\u00fcller\n", "latin1")));
    expect([origin.encoding, rows[1]?.cells]).toEqual(["windows-1252", ["Müller"]]);
  });

  it("refuses bytes that no longer fit the encoding", async () => {
    const file = new Uint8Array([...Buffer.from(`é${"x\n".repeat(50_000)}`), 0xff, 0xfe, 0x0a]);
    expect(await refusal(file)).toContain("not UTF-8");
  });

  it("finds the delimiter by the header line, outside quotes, and by Excel's own first line", async () => {
    const delimiterOf = async (text: string) => (await readAll(text)).origin.delimiter;
    expect(await delimiterOf("Model;Price, USD\nS21;1\n")).toBe(";");
    expect(await delimiterOf("Model|Quantity\nS21|1\n")).toBe("|");
    expect(await delimiterOf('"a,b,c";d\nS21;1\n')).toBe(";");
    expect(await delimiterOf("Model\nS21\n")).toBe(",");
    expect(await cellsOf("sep=|\r\nModel;x|Quantity\r\nS21|3")).toEqual([
      ["Model;x", "Quantity"],
      ["S21", "3"],
    ]);
  });

  it("reads quotes, quotes in quotes and line ends in quotes", async () => {
    for (const size of [1, 65_536]) {
      expect(await cellsOf('Label,Model\r\n"Hall ""A"",\r\nrow 2",S21\r\n', { size })).toEqual([
        ["Label", "Model"],
        ['Hall "A",\r\nrow 2', "S21"],
      ]);
    }
  });

  it("counts rows as a spreadsheet does, through mixed line ends and empty rows", async () => {
    const { rows } = await readAll('a\nb\r\nc\rd\n\n,,\n"e\nf"\ng');
    expect(rows.map(({ row, cells }) => [row, cells[0]])).toEqual([
      [1, "a"],
      [2, "b"],
      [3, "c"],
      [4, "d"],
      [7, "e\nf"],
      [8, "g"],
    ]);
  });

  it("keeps rows of unequal length as they are, empty ends apart", async () => {
    expect(await cellsOf("a,b,c\n1\n1,2,3,4,\n,,3\n")).toEqual([
      ["a", "b", "c"],
      ["1"],
      ["1", "2", "3", "4"],
      ["", "", "3"],
    ]);
  });

  it("hands over what a formula says as text and calculates nothing", async () => {
    expect(await cellsOf("a,b\n=1+1,=cmd|' /C calc'!A0\n")).toEqual([
      ["a", "b"],
      ["=1+1", "=cmd|' /C calc'!A0"],
    ]);
  });

  it("gives rows while the rest of the file is still to come", async () => {
    let asked = 0;
    const endless = async function* (): AsyncGenerator<Uint8Array> {
      for (;;) {
        asked += 1;
        await Promise.resolve();
        yield new TextEncoder().encode("S21,3\n".repeat(200));
      }
    };
    const table = await readTable(endless(), null);
    for await (const rows of table.rows) if (rows.length > 0) break;
    expect(asked).toBeLessThan(4);
  });

  it("reads 100,000 rows", async () => {
    const row = (index: number) => `Antminer S21,${index},0.06,row ${index}`;
    const text = `Model,Quantity,Electricity,Label\n${Array.from({ length: 100_000 }, (_, index) => row(index)).join("\n")}`;
    let count = 0;
    for await (const rows of (await readTable(inPieces(text), null)).rows) count += rows.length;
    expect(count).toBe(100_001);
  });

  it("reads back whatever is written by the rules of RFC 4180 (property)", async () => {
    const cell = fc
      .string({ unit: fc.constantFrom("a", "7", '"', ",", ";", "\n", "\r", " ", "é", "矿"), maxLength: 6 })
      .map((text) => `x${text}x`);
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 9 }), async (rows, size) => {
        // The first cell of the file settles the delimiter, so that the others may hold anything.
        const all = [["first", "second", "third"], ...rows];
        const text = all
          .map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(","))
          .join("\r\n");
        expect(await cellsOf(text, { size })).toEqual(all);
      }),
    );
  });
});

describe("readCsv: what it refuses, each within two seconds (F13)", () => {
  it("a NUL byte, naming the row", async () => {
    expect(await refusal("Model,Quantity\nS21,3\nS\0,4\n")).toMatch(/^Row 3, column 1: .*NUL/);
  });

  it("a quote that is never closed, naming the row where it opened", async () => {
    expect(await refusal(`Model,Quantity\nS21,3\n"S21,4\n${"S21,5\n".repeat(50)}`)).toMatch(
      /^Row 3: a quote .* never closed/,
    );
    expect(await refusal(`Model,Quantity\nS21,3\n"S21,4\n${"S21,5\n".repeat(1_000_000)}`)).toMatch(
      /^Row 3: .*never closed/,
    );
  });

  it("a quote inside a cell, naming the row and how to write it", async () => {
    for (const row of ['19" rack,3', '"19" rack,3', '"19"rack,3']) {
      expect(await refusal(`Label,Quantity\na,1\n${row}\nb,4\n`)).toMatch(/^Row 3: .*"19"" rack"/);
    }
  });

  it("10,000 columns", async () => {
    const header = Array.from({ length: 10_000 }, (_, place) => `c${place}`).join(",");
    expect(await refusal(`${header}\n1\n`)).toContain("Row 1 has 10000 columns; at most 256");
  });

  it("a cell of one megabyte, and one of 25", async () => {
    expect(await refusal(`Model\n${"x".repeat(1_000_000)}\n`)).toMatch(/^Row 2, column 1: .*32767/);
    expect(await refusal(`Model\n${"x".repeat(25_000_000)}\n`)).toMatch(/^Row 2: .*1048576 characters/);
  });

  it("a file of 25 MiB and one byte, but not one of 25 MiB", async () => {
    const row = `${"x".repeat(1023)}\n`;
    const whole = row.repeat(25 * 1024);
    expect(whole.length).toBe(readingLimits.fileBytes);
    expect((await readAll(whole)).rows).toHaveLength(25 * 1024);
    // All of it has to be read before the byte too many is seen.
    expect(await refusal(`${whole}x`, 30_000)).toContain("larger than 25 MiB");
  });

  it("more than 200,000 rows", async () => {
    expect((await readAll("x\n".repeat(200_001))).rows).toHaveLength(200_001);
    expect(await refusal("x\n".repeat(200_002), 30_000)).toContain("more than 200000 rows");
  });

  it("an empty file, and other kinds of files by what they are", async () => {
    expect(await refusal("")).toBe("The file is empty.");
    expect(await refusal("%PDF-1.7 ...")).toContain("PDF");
    expect(await refusal(new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]))).toContain(".xls");
    expect(await refusal("<html><table><tr><td>Model</td></tr></table></html>")).toContain("web page");
    expect(await refusal('{"rows":[{"quantity":1}]}')).toContain("/api/batch-calculate");
    expect(await refusal(new Uint8Array([0x1f, 0x8b, 8]))).toContain("gzip");
  });
});
