"use client";

/** Hands a file to the person. */
export function downloadBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}

/** Hands CSV text to the person; the byte order mark makes spreadsheets read it as UTF-8. */
export function downloadCsv(csv: string, fileName: string): void {
  downloadBlob(new Blob(["\uFEFF", csv], { type: "text/csv;charset=utf-8" }), fileName);
}
