import fc from "fast-check";
import { strFromU8, unzipSync } from "fflate";
import { readXlsx } from "hucre/xlsx";
import { SaxesParser } from "saxes";
import { describe, expect, test } from "vitest";
import { crc32 } from "./crc32";
import type { CellValue, Sheet, Workbook } from "./workbook";
import { writeWorkbook } from "./write-workbook";

function workbookOf(...sheets: readonly Sheet[]): Workbook {
  const createdAt = "2026-11-24T12:00:00.000Z";
  return { title: "t", description: "d", creator: "HashInsight", createdAt, names: {}, sheets };
}

const plain = (rows: readonly (readonly CellValue[])[]): Sheet => ({
  name: "Plain",
  columns: [{ width: 10 }],
  rows: rows.map((cells) => ({ cells })),
});

const long = (rowCount: number, rows: Iterable<readonly CellValue[]>): Sheet => ({
  name: "Long",
  columns: [{ width: 10 }, { width: 10 }],
  rows: [],
  table: {
    columns: [
      { header: "n", headerStyle: {} },
      { header: "twice", headerStyle: {}, formula: (row) => `A${row}*2` },
    ],
    rowCount,
    rows,
  },
});

async function bytesOf(workbook: Workbook): Promise<Uint8Array> {
  return new Uint8Array(await (await writeWorkbook(workbook)).arrayBuffer());
}

/** Cells as an independent reader sees them. */
async function readBack(workbook: Workbook) {
  const { sheets } = await readXlsx(await bytesOf(workbook));
  return sheets;
}

describe("a workbook", () => {
  test("holds any text as text, letter by letter, and never as a formula", async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", minLength: 1, maxLength: 20 }),
      fc.constantFrom(
        "=1+1",
        "=cmd|' /C calc'!A0",
        "+1",
        "-1",
        "@x",
        "＝1",
        "\tx",
        "\rx",
        "a\r\nb",
        "\0x",
        " x ",
      ),
      fc.constantFrom(
        "_x000D_",
        "_x005F_",
        "__x0041_",
        "_x00",
        "<b>&amp;\"'",
        "]]>",
        "\uFFFE\uFFFF",
        "1e5",
        "TRUE",
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 40, maxLength: 80 }), async (texts) => {
        const [sheet] = await readBack(workbookOf(plain([texts])));
        expect(sheet?.rows[0]).toEqual(texts);
        expect([...(sheet?.cells?.values() ?? [])].filter(({ formula }) => formula !== undefined)).toEqual(
          [],
        );
      }),
      { numRuns: 20 },
    );
  });

  test("writes half of a surrogate pair as U+FFFD, since XML has no way to say it", async () => {
    const [sheet] = await readBack(workbookOf(plain([["a\uD800b"]])));
    expect(sheet?.rows[0]).toEqual(["a\uFFFDb"]);
  });

  test("keeps every digit of a number, and its sign", async () => {
    const numbers = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(numbers, async (values) => {
        const [sheet] = await readBack(workbookOf(plain([values])));
        expect(sheet?.rows[0]?.map((value) => Number(value))).toEqual(values.map((value) => value + 0));
      }),
      { numRuns: 20 },
    );
  });

  test("gives each row of a table its formula, and what it gives", async () => {
    const [sheet] = await readBack(
      workbookOf(
        long(3, [
          [1, 2],
          [2, 4],
          [3, 6],
        ]),
      ),
    );
    expect(sheet?.rows).toEqual([
      ["n", "twice"],
      [1, 2],
      [2, 4],
      [3, 6],
    ]);
    expect(sheet?.cells?.get("1,1")).toMatchObject({ formula: "A2*2", formulaRef: "B2:B4" });
    expect(sheet?.autoFilter?.range).toBe("A1:B4");
  });

  test("is well-formed XML in every part, and names every part's type", async () => {
    const nasty = "<&>\"'\0\r";
    const parts = unzipSync(
      await bytesOf({ ...workbookOf(plain([[nasty]]), long(1, [[1, 2]])), title: nasty }),
    );
    const types = strFromU8(parts["[Content_Types].xml"] ?? new Uint8Array());
    for (const [name, bytes] of Object.entries(parts)) {
      const parser = new SaxesParser({ xmlns: true });
      parser.on("error", (error) => {
        throw new Error(`${name}: ${error.message}`);
      });
      parser.write(strFromU8(bytes)).close();
      if (name.endsWith(".rels") || name.startsWith("[")) continue;
      expect(types).toContain(`PartName="/${name}"`);
    }
  });

  test("is the same bytes when it is written again", async () => {
    const once = await bytesOf(workbookOf(plain([["a", 1]])));
    expect(await bytesOf(workbookOf(plain([["a", 1]])))).toEqual(once);
  });

  test("refuses what no workbook can hold", async () => {
    await expect(writeWorkbook(workbookOf(plain([[Number.NaN]])))).rejects.toThrow("A1 would hold NaN");
    await expect(writeWorkbook(workbookOf(plain([["x".repeat(32_768)]])))).rejects.toThrow(
      "at most 32767 characters",
    );
    await expect(writeWorkbook(workbookOf(long(1_048_576, [])))).rejects.toThrow(
      "A sheet holds 1048576 rows",
    );
    await expect(writeWorkbook(workbookOf({ ...plain([]), name: "a/b" }))).rejects.toThrow(
      '"a/b" cannot be the name',
    );
  });

  test("refuses a table of another length than announced", async () => {
    await expect(
      writeWorkbook(
        workbookOf(
          long(1, [
            [1, 2],
            [2, 4],
          ]),
        ),
      ),
    ).rejects.toThrow("more rows than the 1");
    await expect(writeWorkbook(workbookOf(long(2, [[1, 2]])))).rejects.toThrow("fewer rows than the 2");
  });
});

describe("writing a long workbook", () => {
  function* endless() {
    for (let n = 0; ; n += 1) yield [n, n * 2];
  }

  test("says how far it is, up to the end", async () => {
    const ratios: number[] = [];
    const rows = Array.from({ length: 1000 }, (_, n) => [n, n * 2]);
    await writeWorkbook(workbookOf(long(1000, rows)), { onProgress: (ratio) => ratios.push(ratio) });
    expect(ratios.at(-1)).toBe(1);
    expect(ratios).toEqual([...ratios].sort((a, b) => a - b));
    expect(ratios.length).toBeLessThanOrEqual(202);
  });

  test("stops soon after it is cancelled, with the reason given", async () => {
    const cancel = new AbortController();
    const written = writeWorkbook(workbookOf(long(1_000_000, endless())), {
      signal: cancel.signal,
      onProgress: (ratio) => {
        if (ratio > 0.01) cancel.abort(new Error("no longer wanted"));
      },
    });
    await expect(written).rejects.toThrow("no longer wanted");
  });

  test("lets other work in while it goes on", async () => {
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(new Error("a timer had its turn")), 100);
    const written = writeWorkbook(workbookOf(long(1_000_000, endless())), { signal: cancel.signal });
    await expect(written).rejects.toThrow("a timer had its turn");
  });
});

test("CRC-32 of the check text", () => {
  // https://reveng.sourceforge.io/crc-catalogue/17plus.htm#crc.cat.crc-32-iso-hdlc
  expect(crc32(new TextEncoder().encode("123456789"))).toBe(0xcb_f4_39_26);
});
