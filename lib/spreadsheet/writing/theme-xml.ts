const colors = {
  dk1: '<a:sysClr val="windowText" lastClr="000000"/>',
  lt1: '<a:sysClr val="window" lastClr="FFFFFF"/>',
  dk2: rgb("44403C"),
  lt2: rgb("F3F1EE"),
  accent1: rgb("3F6FB5"),
  accent2: rgb("2E7D5B"),
  accent3: rgb("B9A48A"),
  accent4: rgb("C0392B"),
  accent5: rgb("7A5BA6"),
  accent6: rgb("E0A93B"),
  hlink: rgb("1D4FA8"),
  folHlink: rgb("7A5BA6"),
};

/** The theme: colours that are offered for what a person adds, and the fonts. */
export function themeXml(): string {
  const scheme = Object.entries(colors).map(([name, color]) => `<a:${name}>${color}</a:${name}>`);
  const font = (name: string, face: string) =>
    `<a:${name}><a:latin typeface="${face}"/><a:ea typeface=""/><a:cs typeface=""/></a:${name}>`;
  const thrice = (name: string, inner: string) => `<a:${name}>${inner.repeat(3)}</a:${name}>`;
  const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>';
  return [
    '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="HashInsight"><a:themeElements>',
    `<a:clrScheme name="HashInsight">${scheme.join("")}</a:clrScheme>`,
    `<a:fontScheme name="Office">${font("majorFont", "Calibri")}${font("minorFont", "Calibri")}</a:fontScheme>`,
    '<a:fmtScheme name="Plain">',
    thrice("fillStyleLst", fill),
    thrice("lnStyleLst", `<a:ln w="9525">${fill}</a:ln>`),
    thrice("effectStyleLst", "<a:effectStyle><a:effectLst/></a:effectStyle>"),
    thrice("bgFillStyleLst", fill),
    "</a:fmtScheme></a:themeElements></a:theme>",
  ].join("");
}

function rgb(hex: string): string {
  return `<a:srgbClr val="${hex}"/>`;
}
