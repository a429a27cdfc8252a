const addressPattern = /url\(["']?([^"')]+)["']?\)/;

/**
 * The `@font-face` rules of a font list with their files inside, for a picture that can load nothing by itself.
 * A file that cannot be fetched is left out: the picture then takes the next font of the list.
 */
export async function embeddedFonts(fontFamily: string): Promise<string> {
  const wanted = fontFamily.split(",").map(plainName);
  const rules: Promise<string>[] = [];
  for (const sheet of document.styleSheets) {
    for (const rule of sheet.cssRules) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      if (!wanted.includes(plainName(rule.style.getPropertyValue("font-family")))) continue;
      const address = addressPattern.exec(rule.style.getPropertyValue("src"))?.[1];
      if (address !== undefined) rules.push(embedded(rule, new URL(address, sheet.href ?? document.baseURI)));
    }
  }
  const loaded = await Promise.allSettled(rules);
  return loaded.map((rule) => (rule.status === "fulfilled" ? rule.value : "")).join("\n");
}

function plainName(family: string): string {
  return family.trim().replaceAll(/["']/g, "");
}

async function embedded(rule: CSSFontFaceRule, address: URL): Promise<string> {
  const response = await fetch(address);
  if (!response.ok) return "";
  const data = await dataAddress(await response.blob());
  const weight = rule.style.getPropertyValue("font-weight") || "400";
  return `@font-face{font-family:"${plainName(rule.style.getPropertyValue("font-family"))}";font-weight:${weight};src:url("${data}")}`;
}

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error("the font could not be read"));
    reader.readAsDataURL(blob);
  });
}
