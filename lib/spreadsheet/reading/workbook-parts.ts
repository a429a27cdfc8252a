import { readSmallXml } from "./read-xml";
import { SpreadsheetError } from "./spreadsheet-error";
import type { ZipArchive } from "./zip-archive";

interface Relationship {
  readonly type: string;
  /** Name of the part in the archive. */
  readonly target: string;
}

/** One table of a workbook. */
export interface WorkbookSheet {
  readonly name: string;
  readonly isHidden: boolean;
  readonly part: string;
}

/** Where in the archive the parts of a workbook lie. */
export interface WorkbookParts {
  readonly sheets: readonly WorkbookSheet[];
  readonly sharedStrings: string | null;
  readonly styles: string | null;
  /** Days are counted from 1904 instead of 1900. */
  readonly isDate1904: boolean;
}

/** @throws SpreadsheetError when the archive is no workbook of the .xlsx kind */
export async function workbookParts(archive: ZipArchive): Promise<WorkbookParts> {
  requireWorkbook(archive);
  const root = await relationships(archive, "");
  const workbook = [...root.values()].find(({ type }) => type.endsWith("/officeDocument"))?.target;
  if (workbook === undefined || !archive.has(workbook)) throw notWorkbook(archive);
  const related = await relationships(archive, workbook);
  const sheets: WorkbookSheet[] = [];
  let isDate1904 = false;
  await readSmallXml(workbook, archive.read(workbook), {
    open: (name, attributes) => {
      if (name === "workbookPr") isDate1904 = /^(1|true)$/.test(attributes.date1904 ?? "");
      if (name !== "sheet") return;
      const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1];
      const relation = related.get(id ?? "");
      // Chart sheets and macro sheets are sheets too.
      if (relation === undefined || !relation.type.endsWith("/worksheet")) return;
      const isHidden = (attributes.state ?? "visible") !== "visible";
      sheets.push({ name: attributes.name ?? "", isHidden, part: relation.target });
    },
  });
  const partOf = (kind: string) =>
    [...related.values()].find(({ type, target }) => type.endsWith(kind) && archive.has(target))?.target ??
    null;
  return { sheets, sharedStrings: partOf("/sharedStrings"), styles: partOf("/styles"), isDate1904 };
}

/** The relationships of a part by id; of the whole archive for "". */
async function relationships(archive: ZipArchive, part: string): Promise<ReadonlyMap<string, Relationship>> {
  const slash = part.lastIndexOf("/") + 1;
  const folder = part.slice(0, slash);
  const name = `${folder}_rels/${part.slice(slash)}.rels`;
  const found = new Map<string, Relationship>();
  if (!archive.has(name)) return found;
  await readSmallXml(name, archive.read(name), {
    open: (tag, { Id, Type, Target, TargetMode }) => {
      if (tag !== "Relationship" || TargetMode === "External") return;
      if (Id === undefined || Type === undefined || Target === undefined) return;
      found.set(Id, { type: Type, target: resolved(folder, Target) });
    },
  });
  return found;
}

function resolved(folder: string, target: string): string {
  const steps = target.startsWith("/") ? target.slice(1) : `${folder}${target}`;
  const path: string[] = [];
  for (const step of steps.split("/")) {
    if (step === "..") path.pop();
    else if (step !== "." && step !== "") path.push(step);
  }
  return path.join("/");
}

function requireWorkbook(archive: ZipArchive): void {
  const holds = (test: RegExp) => archive.names.some((name) => test.test(name));
  const save = "Save it as .xlsx or CSV and send that.";
  if (holds(/^xl\/workbook\.bin$/)) throw new SpreadsheetError(`This is a binary workbook (.xlsb). ${save}`);
  if (archive.has("content.xml") && archive.has("mimetype")) {
    throw new SpreadsheetError(`This is an OpenDocument file (.ods or a relative of it). ${save}`);
  }
  if (holds(/^Index\/.*\.iwa$|^Index\.zip$/)) {
    throw new SpreadsheetError("This is an Apple Numbers file. Export it as Excel or CSV and send that.");
  }
  if (holds(/^word\//))
    throw new SpreadsheetError("This is a Word document. Send the table as .xlsx or CSV.");
  if (!archive.has("_rels/.rels")) throw notWorkbook(archive);
}

function notWorkbook(archive: ZipArchive): SpreadsheetError {
  const inside = archive.names.find((name) => /\.(xlsx|csv|zip|xls|txt|ods)$/i.test(name));
  const advice = inside === undefined ? "" : ` Unpack it and send "${inside.slice(-100)}" itself.`;
  return new SpreadsheetError(`This is a ZIP archive but no workbook.${advice}`);
}
