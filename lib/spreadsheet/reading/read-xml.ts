import { SaxesParser, type SaxesTagPlain } from "saxes";
import { SpreadsheetError } from "./spreadsheet-error";
import { Utf8Pieces } from "./utf8-pieces";

/** What a reader of one XML part does with what comes by. Names come without their prefix. */
export interface XmlReader {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
}

/**
 * Reads XML piece by piece and says after each piece that there may be something to take. A document type, and with
 * it every entity of its own, is refused: no workbook has one.
 *
 * @throws SpreadsheetError for text that is no XML or that defines entities
 */
export async function* readXml(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  reader: XmlReader,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ position: false, xmlns: false });
  const fail = (what: string, cause?: unknown): never => {
    throw new SpreadsheetError(`"${name}" in the workbook ${what}. Save the workbook again.`, { cause });
  };
  parser.on("doctype", () => fail("has a document type, as only files do that are made to do harm"));
  parser.on("error", (error) => fail(`is no XML (${error.message.slice(0, 100)})`, error));
  if (reader.open !== undefined) {
    const { open } = reader;
    parser.on("opentag", (tag: SaxesTagPlain) => open(bare(tag.name), tag.attributes));
  }
  if (reader.close !== undefined) {
    const { close } = reader;
    parser.on("closetag", (tag: SaxesTagPlain) => close(bare(tag.name)));
  }
  if (reader.text !== undefined) {
    parser.on("text", reader.text);
    parser.on("cdata", reader.text);
  }
  const decoder = new Utf8Pieces();
  const decoded = (decode: () => string): string => {
    try {
      return decode();
    } catch (cause) {
      return fail("is not UTF-8", cause);
    }
  };
  for await (const chunk of bytes) {
    parser.write(decoded(() => decoder.decode(chunk)));
    yield;
  }
  parser.write(decoded(() => decoder.finish()));
  parser.close();
  yield;
}

/** Reads all of a part whose content is small. */
export async function readSmallXml(
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  reader: XmlReader,
): Promise<void> {
  for await (const _piece of readXml(name, bytes, reader)) {
    // The reader has kept what it wants.
  }
}

function bare(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}
