/** Characters that a cell may hold: Excel's own limit. */
const CELL_CHARS_MAX = 32_767;

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Not allowed in XML 1.0, or changed by every parser (CR). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control signs are what this is about
const unwritable = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control signs are what this is about
const special = /[&<>"\u0000-\u001F\uD800-\uDFFF\uFFFE\uFFFF]|_x/;

/**
 * Text of a cell inside XML. Signs that XML cannot carry are written as spreadsheets do (`_x0000_`, ECMA-376 22.9.2.19
 * ST_Xstring), text that looks like such an escape has its underscore escaped, halves of surrogate pairs become U+FFFD.
 *
 * @throws {RangeError} above 32,767 characters, which a cell cannot hold.
 */
export function cellXmlText(text: string): string {
  if (text.length > CELL_CHARS_MAX) {
    throw new RangeError(`A cell holds at most ${CELL_CHARS_MAX} characters, this text has ${text.length}`);
  }
  if (!special.test(text)) return text;
  const wellFormed = text.replaceAll(/\p{Surrogate}/gu, "\uFFFD");
  const escaped = wellFormed.replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_");
  return escaped.replaceAll(unwritable, codeOf).replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}

/** Text of an attribute or element that the application itself words; control signs are left out. */
export function xmlText(text: string): string {
  return text
    .replaceAll(/\p{Surrogate}/gu, "\uFFFD")
    .replaceAll(unwritable, "")
    .replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign);
}

function codeOf(sign: string): string {
  return `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}_`;
}
