import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { findProgram } from "@/scripts/test-run/needs.mjs";

/** Where LibreOffice is; `null` when it is not installed (Debian: libreoffice-calc-nogui). */
export const libreOffice = findProgram("soffice");

const alwaysRecalculate = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
`;

/**
 * The workbook after LibreOffice has opened, recalculated and saved it. Each call has a profile of its own, so that
 * several can run at a time.
 */
export async function recalculated(program: string, workbook: Uint8Array): Promise<Uint8Array> {
  const folder = await mkdtemp(path.join(tmpdir(), "hashinsight-libreoffice-"));
  try {
    await mkdir(path.join(folder, "profile/user"), { recursive: true });
    await writeFile(path.join(folder, "profile/user/registrymodifications.xcu"), alwaysRecalculate);
    await writeFile(path.join(folder, "in.xlsx"), workbook);
    const profile = `-env:UserInstallation=${pathToFileURL(path.join(folder, "profile")).href}`;
    const words = [
      "--headless",
      "--convert-to",
      "xlsx:Calc MS Excel 2007 XML",
      "--outdir",
      path.join(folder, "out"),
    ];
    await promisify(execFile)(program, [profile, ...words, path.join(folder, "in.xlsx")], {
      timeout: 100_000,
    });
    return await readFile(path.join(folder, "out/in.xlsx"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
