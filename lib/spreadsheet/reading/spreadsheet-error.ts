/** What is wrong with a file as a whole, in words for the person who sent it: where, what and what to do. */
export class SpreadsheetError extends Error {
  override readonly name = "SpreadsheetError";
}
