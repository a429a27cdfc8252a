import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { withCpuTime } from "./cpu-time.fixture";
import { readAll } from "./read-pieces.fixture";
import { sheetRows, workbookBytes, workbookFiles } from "./workbook.fixture";
import { bombBytes } from "./zip-bomb.fixture";

/** What the file is refused with. It must take less than two seconds of one core and, apart from the file, 50 MB (F14). */
async function refusal(bytes: Uint8Array): Promise<string> {
  const before = process.memoryUsage.rss();
  let peak = before;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 2);
  const { result: error, cpuMs } = await withCpuTime(() =>
    readAll(bytes).then(
      () => new Error("nothing was refused"),
      (reason: Error) => reason,
    ),
  );
  clearInterval(watch);
  expect(error.message).not.toBe("nothing was refused");
  expect(error.name, error.stack ?? "").toBe("SpreadsheetError");
  expect(cpuMs).toBeLessThan(2000);
  expect(Math.max(peak, process.memoryUsage.rss()) - before).toBeLessThan(50 * 1024 * 1024);
  return error.message;
}

const sheetPart = "xl/worksheets/sheet1.xml";

describe("readXlsx against files made to do harm (F14)", () => {
  it("refuses a worksheet of half a megabyte that unpacks to 512 MiB", async () => {
    const file = bombBytes(sheetPart, 512, {
      head: "<worksheet><sheetData>",
      tail: "</sheetData></worksheet>",
    });
    expect(file.length).toBeLessThan(600_000);
    expect(await refusal(file)).toContain("unpacks to more than 200 times its size");
  });

  it("refuses shared texts that unpack to 512 MiB, be it in one text", async () => {
    const file = bombBytes("xl/sharedStrings.xml", 512, { head: "<sst><si><t>", tail: "</t></si></sst>" });
    expect(await refusal(file)).toContain("unpacks to more than 200 times its size");
  });

  it("counts what comes out, whatever the directory says of it", async () => {
    const file = bombBytes(sheetPart, 64, {
      head: "<worksheet><sheetData>",
      tail: "</sheetData></worksheet>",
    });
    // The name stands 46 bytes into an entry of the central directory, the unpacked size 24 bytes.
    const entry = Buffer.from(file.buffer).lastIndexOf(sheetPart) - 46;
    const view = new DataView(file.buffer);
    expect([view.getUint32(entry, true), view.getUint32(entry + 24, true)]).toEqual([0x02014b50, 67_108_910]);
    view.setUint32(entry + 24, 1000, true);
    expect(await refusal(file)).toContain("unpacks to more than 200 times its size");
  });

  it("refuses a number that was changed on the way, by its checksum", async () => {
    const files = workbookFiles({ sheets: [{ name: "Fleet", rows: sheetRows([["a"], [3550]]) }] });
    const file = zipSync(files, { level: 0 });
    expect((await readAll(file)).rows[1]?.cells).toEqual([3550]);
    const at = Buffer.from(file.buffer).indexOf("<v>3550</v>");
    file[at + 3] = "9".charCodeAt(0);
    expect(await refusal(file)).toContain("damaged");
  });

  it("refuses parts that share their bytes", async () => {
    const file = workbookBytes({ sheets: [{ name: "Fleet", rows: sheetRows([["a", 1]]) }] });
    const view = new DataView(file.buffer);
    const entries: number[] = [];
    for (let at = 0; at < file.length - 4; at += 1)
      if (view.getUint32(at, true) === 0x02014b50) entries.push(at);
    const [first, second] = entries;
    // The second part points at the bytes of the first.
    view.setUint32((second ?? 0) + 42, view.getUint32((first ?? 0) + 42, true), true);
    expect(await refusal(file)).toContain("overlap");
  });

  it("refuses an archive within an archive and says what to send", async () => {
    const inner = workbookBytes({ sheets: [{ name: "Fleet", rows: "" }] });
    expect(await refusal(zipSync({ "reports/fleet.xlsx": inner }))).toContain(
      'send "reports/fleet.xlsx" itself',
    );
    expect(await refusal(zipSync({ "a.zip": zipSync({ "b.zip": inner }) }))).toContain('send "a.zip" itself');
    const files = workbookFiles({ sheets: [{ name: "Fleet", rows: "" }] });
    expect(await refusal(zipSync({ ...files, [sheetPart]: inner }))).toMatch(/no XML|not UTF-8/);
  });

  it("refuses a document type, and with it entities that grow or reach outside", async () => {
    const laughs = Array.from(
      { length: 10 },
      (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
    ).join("");
    const types = [
      `<!DOCTYPE lolz [<!ENTITY l0 "lol">${laughs}]>`,
      '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
      '<!DOCTYPE x SYSTEM "http://127.0.0.1:1/x.dtd">',
    ];
    for (const type of types) {
      for (const part of [sheetPart, "xl/workbook.xml", "_rels/.rels", "xl/sharedStrings.xml"]) {
        const files = workbookFiles({ sheets: [{ name: "Fleet", rows: "" }], strings: "" });
        const body = "<worksheet><sheetData><row><c><v>&l10;</v></c></row></sheetData></worksheet>";
        files[part] = strToU8(`<?xml version="1.0"?>${type}${body}`);
        expect(await refusal(zipSync(files))).toContain("document type");
      }
    }
    const files = workbookFiles({
      sheets: [{ name: "Fleet", rows: '<row><c t="str"><v>&xxe;</v></c></row>' }],
    });
    expect(await refusal(zipSync(files))).toContain("no XML");
  });

  it("refuses 10,000 columns, a cell of one megabyte and too many rows, naming the row", async () => {
    const wide = sheetRows([["a"], Array.from({ length: 10_000 }, (_, place) => place)]);
    expect(await refusal(workbookBytes({ sheets: [{ name: "Fleet", rows: wide }] }))).toMatch(
      /^Row 2 .*256 columns/,
    );
    const long = "x".repeat(1_000_000);
    const inline = sheetRows([["a"], [long]]);
    expect(await refusal(workbookBytes({ sheets: [{ name: "Fleet", rows: inline }] }))).toMatch(
      /^Row 2, column 1: .*32767/,
    );
    const shared = { strings: `<si><t>${long}</t></si>` };
    const rows = '<row r="7"><c r="B7" t="s"><v>0</v></c></row>';
    expect(await refusal(workbookBytes({ sheets: [{ name: "Fleet", rows }], ...shared }))).toMatch(
      /^Row 7, column 2: .*32767/,
    );
    const far = '<row r="1048577"><c><v>1</v></c></row>';
    expect(await refusal(workbookBytes({ sheets: [{ name: "Fleet", rows: far }] }))).toContain(
      'row "1048577"',
    );
  });

  it("refuses an archive with thousands of parts", async () => {
    const parts = Array.from({ length: 2001 }, (_, at) => [`p${at}`, new Uint8Array(0)] as const);
    expect(await refusal(zipSync(Object.fromEntries(parts)))).toContain("2001 parts");
  });

  it("refuses what is encrypted, cut off or no archive at all", async () => {
    const file = workbookBytes({ sheets: [{ name: "Fleet", rows: sheetRows([["a", 1]]) }] });
    expect(await refusal(file.slice(0, file.length - 30))).toContain("damaged");
    expect(await refusal(file.slice(0, 600))).toContain("damaged");
    expect(await refusal(new Uint8Array([0x50, 0x4b, 0x03, 0x04, ...new Uint8Array(500)]))).toContain(
      "damaged",
    );
    const locked = file.slice();
    const view = new DataView(locked.buffer);
    // Bit 0 of the flags, 8 bytes into each entry of the central directory, says "encrypted".
    for (let at = 0; at < locked.length - 4; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50)
        view.setUint16(at + 8, view.getUint16(at + 8, true) | 1, true);
    }
    expect(await refusal(locked)).toContain("encrypted");
  });

  it("names other kinds of archives and what to do with them", async () => {
    const zipped = (names: readonly string[]) =>
      zipSync(Object.fromEntries(names.map((name) => [name, strToU8("x")])));
    expect(await refusal(zipped(["mimetype", "content.xml"]))).toContain("OpenDocument");
    expect(await refusal(zipped(["xl/workbook.bin"]))).toContain(".xlsb");
    expect(await refusal(zipped(["Index/Document.iwa"]))).toContain("Numbers");
    expect(await refusal(zipped(["word/document.xml"]))).toContain("Word");
    expect(await refusal(zipped(["readme.md"]))).toContain("no workbook");
  });
});
