"use client";

import { Upload } from "lucide-react";
import { useEffect, useState } from "react";
import { notify } from "@/components/ui/toast";
import { isTyping } from "@/lib/browser/shortcuts";

interface FileIntakeProps {
  readonly onFile: (file: File) => void;
}

/** Takes files dropped anywhere on the page, and files or cells that are pasted. */
export function FileIntake({ onFile }: FileIntakeProps) {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    // Entering a child leaves its parent: what counts is how many are entered and not left.
    let depth = 0;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes("Files") === true;
    function onEnter(event: DragEvent): void {
      if (!hasFiles(event)) return;
      depth += 1;
      setIsOver(true);
    }
    function onLeave(event: DragEvent): void {
      if (!hasFiles(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setIsOver(false);
    }
    function onOver(event: DragEvent): void {
      // Without this the browser would open the file in place of the page.
      if (hasFiles(event)) event.preventDefault();
    }
    function onDrop(event: DragEvent): void {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setIsOver(false);
      takeFirst([...(event.dataTransfer?.files ?? [])], onFile);
    }
    function onPaste(event: ClipboardEvent): void {
      if (isTyping(event.target) || event.clipboardData === null) return;
      const files = [...event.clipboardData.files];
      const text = event.clipboardData.getData("text/plain");
      // A copied range of cells brings a picture of itself along; the cells are what is meant.
      if (/[\t\n]/.test(text.trim())) onFile(pastedFile(text));
      else if (files.length > 0) takeFirst(files, onFile);
      else return;
      event.preventDefault();
    }
    addEventListener("dragenter", onEnter);
    addEventListener("dragleave", onLeave);
    addEventListener("dragover", onOver);
    addEventListener("drop", onDrop);
    addEventListener("paste", onPaste);
    return () => {
      removeEventListener("dragenter", onEnter);
      removeEventListener("dragleave", onLeave);
      removeEventListener("dragover", onOver);
      removeEventListener("drop", onDrop);
      removeEventListener("paste", onPaste);
    };
  }, [onFile]);
  if (!isOver) return null;
  return (
    <div className="pointer-events-none fixed inset-0 z-40 grid place-items-center bg-overlay p-6">
      <p className="flex items-center gap-3 rounded-xl border-2 border-ring border-dashed bg-popover px-8 py-6 font-medium text-base shadow-float">
        <Upload aria-hidden="true" className="size-5" />
        Drop the file to read it
      </p>
    </div>
  );
}

function takeFirst(files: readonly File[], onFile: (file: File) => void): void {
  const [first, ...others] = files;
  if (first === undefined) return;
  if (others.length > 0) {
    notify("message", `Reading ${first.name}`, {
      description: `One file at a time: ${others.length} left aside.`,
    });
  }
  onFile(first);
}

/** Cells copied from a spreadsheet come as lines of tabs. */
function pastedFile(text: string): File {
  return new File([text], "pasted-cells.tsv", { type: "text/tab-separated-values" });
}
