/** How large a table may be. Beyond these a file is refused, never cut. */
export const readingLimits = {
  fileBytes: 25 * 1024 * 1024,
  /** Rows with anything in them, the header apart. */
  rows: 200_000,
  columns: 256,
  /** Characters of one cell: Excel's own limit. */
  cellChars: 32_767,
  /** Characters of one line of CSV; a quote that is never closed ends here. */
  csvLineChars: 1024 * 1024,
  /** Rows of a worksheet: Excel's own limit. */
  sheetRows: 1_048_576,
  zipEntries: 2000,
  /** Of one part of a workbook, unpacked. */
  partBytes: 320 * 1024 * 1024,
  /** Unpacked to packed. Worksheets reach 10 to 60; only long runs of one byte reach more, up to 1032. */
  unpackRatio: 200,
  /** Up to here a part may have any ratio. */
  unpackFreeBytes: 8 * 1024 * 1024,
  /** Characters of all shared texts of a workbook together. */
  sharedChars: 24 * 1024 * 1024,
} as const;
