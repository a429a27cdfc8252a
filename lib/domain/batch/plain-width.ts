/**
 * Text with the full-width signs of East Asian keyboards made plain: "（ＴＨ／ｓ）" is "(TH/s)". Nothing else changes;
 * Unicode's own compatibility form would also turn "10²" into "102".
 */
export function plainWidth(text: string): string {
  return text
    .replaceAll(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll("\u3000", " ")
    .replaceAll("\uFFE5", "¥")
    .replaceAll("\uFFE0", "¢");
}
