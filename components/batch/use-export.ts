"use client";

import { useState } from "react";
import type { BatchSession } from "@/components/batch/batch-session";
import type { ExportWhat } from "@/components/batch/worker/protocol";
import { notify } from "@/components/ui/toast";
import { downloadBlob } from "@/lib/browser/download";

/** Lets the worker write a file and hands it to the person. */
export function useExport(session: BatchSession): {
  readonly isExporting: boolean;
  readonly exportAs: (what: ExportWhat, fileName: string) => void;
} {
  const [isExporting, setIsExporting] = useState(false);
  async function write(what: ExportWhat, fileName: string): Promise<void> {
    setIsExporting(true);
    try {
      const file = await session.export(what);
      if (file !== null) downloadBlob(file, fileName);
    } catch (error) {
      const description = error instanceof Error ? error.message : String(error);
      notify("error", `${fileName} could not be written`, { description });
    } finally {
      setIsExporting(false);
    }
  }
  return { isExporting, exportAs: (what, fileName) => void write(what, fileName) };
}
