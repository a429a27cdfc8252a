/*
 * Where a spreadsheet would begin a formula: at the start of the text, behind blanks and control signs that it skips.
 * The same after a semicolon, tab or line end inside the text: where the list separator is ";", a cell begins there,
 * whatever stands in quotes. Full-width signs count as their plain ones. At the very start also tab, line ends, NUL.
 */
const formulaStarts =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control signs are what this is about
  /(?<=^|[;\t\r\n]"?)(?=[\0-\x08\x0B\x0C\x0E-\x20\x7F\xA0\u1680\u2000-\u200B\u2028\u2029\u202F\u205F\u3000\uFEFF]*[=+\-@＝＋－＠])|^(?=[\t\r\n\0])/g;

/**
 * The text with an apostrophe in front of everything that a spreadsheet would run as a formula; other text as it is.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection, ASVS 5.0 1.2.10
 */
export function formulaSafeText(text: string): string {
  return text.replace(formulaStarts, "'");
}
